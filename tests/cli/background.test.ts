import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { canSandbox } from '../../src/host/process/sandbox.ts';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { eventually, isRunning, pidIn } from '../helpers/commands.ts';
import { cleanEnv, LRA, NODE, runShell } from '../helpers/run-lra.ts';

/** Where bwrap works, a command knows its processes by other numbers than this test does; tests/unit/process has its own. */
const IN_NAMESPACE = canSandbox(process.env.PATH);

async function project(): Promise<CliProject> {
  const made = await newProject();
  onTestFinished(() => endJobs(made));
  return made;
}

/** A test that failed half-way leaves no process. */
async function endJobs(made: CliProject): Promise<void> {
  const { jobs } = await made.json(['bg', 'list', '--limit', '0']);
  for (const { id, status } of jobs) if (status === 'running') await made.run(['bg', 'kill', id]);
}

const run = async (made: CliProject, ...args: readonly string[]) => {
  const { json, stderr } = await made.run(['bg', 'run', '--json', ...args]);
  expect({ ok: json.ok, error: json.error, stderr }).toEqual({ ok: true, stderr: '' });
  return json.job;
};
const refused = async (made: CliProject, code: string, ...args: readonly string[]) => {
  const ran = await made.run(['bg', 'run', '--json', ...args]);
  expect(ran.json.error).toMatchObject({ code });
};
const ended = async (made: CliProject, id: string) => {
  await made.run(['bg', 'wait', id]);
  return (await made.json(['bg', 'show', id])).job;
};

test('a job returns at once, and outlives its caller', async () => {
  const ann = await project();
  const begun = Date.now();
  const job = await run(ann, '--name', 'slow', '--', 'sh', '-c', 'sleep 1; echo done');
  expect(Date.now() - begun).toBeLessThan(1_000);
  expect(job).toMatchObject({ id: 'job_001', name: 'slow', status: 'running', pid: expect.any(Number) });
  expect(await ended(ann, 'job_001')).toMatchObject({ status: 'completed', exit_code: 0, result: 'done\n' });
  expect(isRunning(job.pid)).toBe(false);
  const events = (await ann.run(['events'])).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events).toMatchObject([
    { type: 'job_started', job_id: 'job_001', agent: 'ann' },
    { type: 'job_ended', job_id: 'job_001', status: 'completed', exit_code: 0 },
  ]);
});

test('a job survives the terminal that it was started on', async () => {
  const ann = await project();
  const line = `'${NODE}' '${LRA}' --agent ann bg run -- sh -c 'sleep 1; echo still here'`;
  const script = spawn('script', ['--quiet', '--return', '--command', `${line}; exit`, '/dev/null'], {
    cwd: ann.folder,
    env: cleanEnv(),
    stdio: 'ignore',
  });
  await new Promise((done) => script.on('exit', done));
  expect((await ended(ann, 'job_001')).result).toBe('still here\n');
});

test('its words are its own: no shell but where it is asked for', async () => {
  const ann = await project();
  await run(ann, '--', 'echo', '$HOME', '*', 'a  b');
  await run(ann, '--shell', '--', 'echo $((40 + 2)) | cat >&2');
  expect((await ended(ann, 'job_001')).result).toBe('$HOME * a  b\n');
  expect((await ended(ann, 'job_002')).result).toBe('42\n');
});

test('each way to end has its name, and its notice comes once', async () => {
  const ann = await project();
  await run(ann, '--', 'true');
  await run(ann, '--', 'sh', '-c', 'echo bad; exit 3');
  await run(ann, '--timeout', '1', '--', 'sleep', '100');
  await run(ann, '--', 'no-such-program');
  await run(ann, '--', 'sleep', '100');
  const killed = (await ann.json(['bg', 'kill', 'job_005'])).job;
  expect(killed).toMatchObject({ status: 'killed', exit_code: null });
  expect((await ann.json(['bg', 'kill', 'job_005'])).already).toBe(true);
  const { code, json } = await ann.run(['bg', 'wait', 'job_001', 'job_002', 'job_003', 'job_004', '--json']);
  expect(code).toBe(1);
  expect(json.error).toMatchObject({
    code: 'job_failed',
    data: { failed: ['job_002', 'job_003', 'job_004'] },
  });
  const { notifications } = await ann.json(['bg', 'drain']);
  expect(notifications.map((one: { status: string }) => one.status)).toEqual([
    'completed',
    'failed',
    'timeout',
    'failed',
    'killed',
  ]);
  expect(notifications[1]).toEqual({
    id: 'notice_002',
    job_id: 'job_002',
    task_id: null,
    status: 'failed',
    exit_code: 3,
    result: 'bad\n',
    log_file: join(ann.folder, '.long-run-agent/jobs/job_002/output.log'),
    at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(notifications[3].result).toBe('cannot start it: there is no program no-such-program');
  expect((await ann.json(['bg', 'drain'])).notifications).toEqual([]);
});

test('a notice goes to who started the job, and to who holds its task', async () => {
  const ann = await project();
  const [bob, cid] = [ann.as('bob'), ann.as('cid')];
  await ann.json(['create', 'One']);
  await bob.json(['claim', 'task_001']);
  const job = async () => ended(ann, (await run(ann, '--task', 'task_001', '--', 'true')).id);
  await job();
  expect((await cid.json(['bg', 'drain'])).notifications).toEqual([]);
  expect((await cid.json(['context'])).notifications).toEqual([]);
  expect((await bob.json(['heartbeat', 'task_001'])).notifications).toMatchObject([{ job_id: 'job_001' }]);
  expect((await bob.json(['heartbeat', 'task_001'])).notifications).toEqual([]);
  await job();
  expect((await bob.json(['context'])).notifications).toMatchObject([
    { job_id: 'job_002', task_id: 'task_001' },
  ]);
  expect((await bob.json(['context'])).notifications).toEqual([]);
  await run(bob, '--', 'true');
  await ended(bob, 'job_003');
  expect((await bob.run(['context'])).stdout).toContain('job_003: completed');
  expect((await bob.run(['context'])).stdout).not.toContain('job_003');
  await refused(ann, 'not_found', '--task', 'task_009', '--', 'true');
});

test('a notice that has no room in the context comes later', async () => {
  const ann = await project();
  for (let i = 0; i < 12; i++) await run(ann, '--shell', '--', "seq 300 | tr '\\n' ' '");
  await eventually(() =>
    readdirSync(join(ann.folder, '.long-run-agent/jobs/outbox')).every((n) => n.endsWith('.json')),
  );
  const told: string[] = [];
  for (let i = 0; told.length < 12; i++) {
    const { notifications, omitted, tokens } = await ann.json(['context', '--budget', '500']);
    expect(tokens).toBeLessThanOrEqual(500);
    expect(notifications.length).toBeGreaterThan(0);
    expect(omitted.notifications ?? 0).toBe(12 - told.length - notifications.length);
    told.push(...notifications.map((one: { id: string }) => one.id));
    expect(i).toBeLessThan(12);
  }
  expect(new Set(told).size).toBe(12);
});

test.skipIf(IN_NAMESPACE)('nothing outlives a killed job', async () => {
  const ann = await project();
  const folder = { cwd: ann.folder };
  await run(
    ann,
    '--shell',
    '--',
    `trap '' TERM; setsid sh -c 'trap "" TERM; echo $$ > far; while true; do sleep 0.1; done' & while true; do sleep 0.1; done`,
  );
  const far = await pidIn(folder, 'far');
  await ann.json(['bg', 'kill', 'job_001']);
  expect(isRunning(far)).toBe(false);
});

test.skipIf(IN_NAMESPACE)(
  'a job whose watcher was killed is interrupted, says so, and leaves no process',
  async () => {
    const ann = await project();
    const job = await run(ann, '--shell', '--', 'echo begun; echo $$ > own; exec sleep 1000');
    const own = await pidIn({ cwd: ann.folder }, 'own');
    process.kill(job.pid, 'SIGKILL');
    const { notifications } = await ann.json(['context']);
    expect(notifications).toMatchObject([{ status: 'interrupted', exit_code: null, result: 'begun' }]);
    expect(isRunning(own)).toBe(false);
    expect((await ann.json(['bg', 'list'])).jobs).toMatchObject([{ status: 'interrupted' }]);
    expect((await ann.json(['bg', 'drain'])).notifications).toEqual([]);
  },
);

test('after a reboot a job is interrupted, and a process that has its pid by now is left alone', async () => {
  const ann = await project();
  const job = await run(ann, '--', 'sleep', '1000');
  const file = join(ann.folder, '.long-run-agent/jobs/job_001/status.json');
  const status = JSON.parse(readFileSync(file, 'utf8'));
  process.kill(job.pid, 'SIGTERM');
  await ended(ann, 'job_001');
  await ann.json(['bg', 'drain']);
  const stranger = spawn('sleep', ['1000'], { stdio: 'ignore', detached: true });
  onTestFinished(() => void stranger.kill('SIGKILL'));
  const supervisor = {
    ...status.supervisor,
    pid: stranger.pid,
    boot_id: '00000000-0000-0000-0000-000000000000',
  };
  writeFileSync(file, JSON.stringify({ ...status, status: 'running', supervisor }));
  writeFileSync(join(ann.folder, '.long-run-agent/jobs/outbox/job_001.running'), '');
  expect((await ann.json(['bg', 'drain'])).notifications).toMatchObject([{ status: 'interrupted' }]);
  expect(isRunning(stranger.pid!)).toBe(true);
});

test('the log has a cap, the result its last characters', async () => {
  const ann = await project();
  writeFileSync(join(ann.folder, '.long-run-agent/config.yaml'), 'bg:\n  log_megabytes: 0.1\n');
  await run(ann, '--shell', '--', `yes 'é😀' | head -c 2999997; echo end`);
  const job = await ended(ann, 'job_001');
  expect(statSync(job.log_file).size).toBeLessThanOrEqual(104_858);
  expect(job).toMatchObject({ status: 'completed', output_bytes: 3_000_001 });
  expect(job.result.length).toBeLessThanOrEqual(50_000);
  expect(job.result.length).toBeGreaterThan(49_990);
  expect(job.result).not.toContain('\ufffd');
  expect(job.result.endsWith('end\n')).toBe(true);
  const [notice] = (await ann.json(['bg', 'drain'])).notifications;
  expect(notice.result.length).toBeLessThanOrEqual(500);
  expect(notice.result.endsWith('end\n')).toBe(true);
});

test('the log can be read, from its end, and as it grows', async () => {
  const ann = await project();
  await run(ann, '--shell', '--', `printf 'one\\ntwo\\n\\033[31mthree\\n'; sleep 1; echo four`);
  await eventually(() => existsSync(join(ann.folder, '.long-run-agent/jobs/job_001/output.log')));
  const follow = await ann.run(['bg', 'logs', 'job_001', '--follow']);
  expect(follow.stdout).toBe('one\ntwo\n\\x1b[31mthree\nfour\n');
  expect((await ann.run(['bg', 'logs', 'job_001', '--tail', '2'])).stdout).toBe('\\x1b[31mthree\nfour\n');
  expect((await ann.json(['bg', 'logs', 'job_001', '--tail', '1'])).log).toBe('four\n');
  const lines = (await ann.run(['bg', 'logs', 'job_001', '--follow', '--json'])).stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { job_id: 'job_001' },
    { ok: true, status: 'completed' },
  ]);
});

test('what is asked wrongly is said', async () => {
  const ann = await project();
  for (const verb of ['show', 'logs', 'wait', 'kill']) {
    for (const id of ['job_001', '../outbox', 'job_1/../..'])
      await ann.fails(['bg', verb, id], 'job_not_found', 3);
  }
  await ann.fails(['bg', 'run'], 'usage', 2);
  await refused(ann, 'usage', '--timeout', '0', '--', 'true');
  await refused(ann, 'usage', '--name', ' ', '--', 'true');
  await run(ann, '--', 'sleep', '100');
  const error = await ann.fails(['bg', 'wait', 'job_001', '--timeout', '0'], 'busy', 75);
  expect(error).toMatchObject({ retryable: true, data: { running: ['job_001'] } });
});

test('ids are unique when many start at once', async () => {
  const ann = await project();
  const jobs = await Promise.all(Array.from({ length: 8 }, () => run(ann, '--', 'true')));
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(8);
  for (const { id } of jobs) expect((await ended(ann, id)).status).toBe('completed');
});

test('a job ends when its project is deleted', async () => {
  const ann = await newProject();
  const job = await run(ann, '--', 'sleep', '1000');
  rmSync(ann.folder, { recursive: true });
  await eventually(() => !isRunning(job.pid));
});

test('a job that was started in another is no part of it', async () => {
  const ann = await project();
  const inner = `'${NODE}' '${LRA}' bg run -- sleep 1000`;
  await run(ann, '--shell', '--', `${inner}; sleep 0.7`);
  expect(await ended(ann, 'job_001')).toMatchObject({ status: 'completed' });
  await sleep(100);
  expect((await ann.json(['bg', 'show', 'job_002'])).job.status).toBe('running');
});

test('an answer that nobody read delivers nothing', async () => {
  const ann = await project();
  await run(ann, '--', 'true');
  await ended(ann, 'job_001');
  const env = { LRA_AGENT_ID: 'ann' };
  await runShell('lra bg drain --json | (exec <&-; sleep 1)', { cwd: ann.folder, env });
  await runShell('lra context | (exec <&-; sleep 1)', { cwd: ann.folder, env });
  expect((await ann.json(['bg', 'drain'])).notifications).toHaveLength(1);
});
