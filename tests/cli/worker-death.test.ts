import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { describeProcess } from '../../src/host/processes.ts';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { NODE, runProgram } from '../helpers/run-lra.ts';

const PACKAGE = new URL('../../dist/index.js', import.meta.url).href;

/** Has an agent claim a task for a process that does the work, as a program does; returns the token of the lease. */
async function claimFor(project: CliProject, agent: string, id: string, pid: number): Promise<number> {
  const source = `
    import { openProject } from ${JSON.stringify(PACKAGE)};
    const project = await openProject({ agent: ${JSON.stringify(agent)} });
    const { lease } = await project.claim(${JSON.stringify({ id, worker: describeProcess(pid) })});
    console.log(JSON.stringify(lease.token));
    await project.close();`;
  const ran = await runProgram(NODE, ['--input-type=module', '-'], { cwd: project.folder, stdin: source });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.json;
}

/** Starts a process that does nothing, and returns its id and a way to kill it for good. */
function startWorker() {
  const child = spawn(NODE, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { pid: child.pid!, kill, stop: () => child.kill('SIGSTOP') };
}

test('a claim ends with the process that worked on it: orphaned, offered, and its token refused', async () => {
  const ann = await newProject();
  const [wally, bob] = [ann.as('wally'), ann.as('bob')];
  await ann.json(['create', 'one', '--priority', 'P0']);
  const worker = startWorker();
  const token = await claimFor(ann, 'wally', 'task_001', worker.pid);
  worker.stop();
  expect((await bob.fails(['claim', 'task_001'], 'already_claimed', 4)).data).toMatchObject({
    holder: 'wally',
  });
  await bob.fails(['claim', '--next'], 'nothing_ready', 3);

  await worker.kill();
  expect((await bob.json(['show', 'task_001'])).task.lease).toMatchObject({ status: 'orphaned', token });
  expect((await bob.json(['why', 'task_001'])).ready).toBe(true);
  expect((await bob.json(['status'])).orphaned).toMatchObject([{ id: 'task_001' }]);
  expect((await bob.json(['list', '--ready'])).tasks).toMatchObject([{ id: 'task_001' }]);
  expect((await bob.json(['context'])).can_take).toMatchObject([{ id: 'task_001' }]);
  const taken = await bob.json(['claim', '--next']);
  expect(taken).toMatchObject({ task: { id: 'task_001' }, lease: { agent: 'bob', status: 'claimed' } });
  expect(taken.lease.token).toBeGreaterThan(token);

  for (const args of [
    ['set', 'task_001', 'completed'],
    ['heartbeat', 'task_001'],
    ['checkpoint', 'task_001'],
  ]) {
    const lost = await wally.fails([...args, '--token', String(token)], 'lease_lost', 4);
    expect(lost.data).toMatchObject({ holder: 'bob' });
    await wally.fails(args, 'lease_lost', 4);
  }
});

test('its holder, who lives on, revives it with a heartbeat before anyone took it', async () => {
  const ann = await newProject();
  await ann.json(['create', 'one']);
  const worker = startWorker();
  const token = await claimFor(ann, 'wally', 'task_001', worker.pid);
  await worker.kill();
  expect((await ann.json(['show', 'task_001'])).task.lease).toMatchObject({ status: 'orphaned' });
  const revived = await ann.as('wally').json(['heartbeat', 'task_001', '--token', String(token)]);
  expect(revived.lease).toMatchObject({ status: 'claimed', token });
  await ann.as('bob').fails(['claim', 'task_001'], 'already_claimed', 4);
});
