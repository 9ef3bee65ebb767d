import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canSandbox } from '../../src/host/process/sandbox.ts';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { isRunning, pidIn } from '../helpers/commands.ts';
import { cleanEnv, LRA, NODE, runOnTerminal, temporaryFolder } from '../helpers/run-lra.ts';

const T = 'task_001';

/** A project with a started task, and these gates in config.yaml. */
async function gated(gates: string): Promise<CliProject> {
  const project = await newProject();
  await project.json(['create', 'a task']);
  await project.json(['claim', T]);
  settings(project, gates);
  return project;
}

function settings(project: CliProject, gates: string): void {
  const file = join(project.folder, '.long-run-agent/config.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^gates:[^#]*$/ms, `gates:\n${gates}\n`));
}

describe('lra set', () => {
  test('does not finish a task while a gate fails, and shows its last lines', async () => {
    const project = await gated(
      '  - run: printf "one\\n\\033[31mtwo\\033[0m\\a\\n"; false\n    name: tests\n  - run: "true"',
    );
    const { message, data } = await project.fails(['set', T, 'completed'], 'gate_failed', 1);
    expect(message).toContain('tests failed with exit code 1');
    expect(data).toMatchObject({ tail: 'one\ntwo\u0007', gates: [{ passed: false }, { passed: true }] });
    const { code, stdout, stderr } = await project.run(['set', T, 'completed']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('| two\\x07');
    expect(stderr).not.toMatch(/[\u0007\u001b]/);
    expect((await project.json(['show', T])).task.status).toBe('in_progress');
  });

  test('finishes it when they pass; evidence stands in the record and the log', async () => {
    const project = await gated('  - run: echo fine\n    name: tests');
    expect((await project.json(['set', T, 'completed'])).task.status).toBe('completed');
    const { records } = (await project.json(['show', T, '--include-records'])).task;
    expect(records.at(-1)).toMatchObject({
      command: 'set',
      changed: { status: ['in_progress', 'completed'] },
      record: [{ gates: [{ name: 'tests', run: 'echo fine', passed: true, exit_code: 0, tail: 'fine' }] }],
    });
    expect((await project.run(['log', T])).stdout).toContain('gates: tests passed');
    await project.json(['undo']);
    expect((await project.json(['show', T])).task.status).toBe('in_progress');
    expect((await project.json(['doctor'])).findings).toEqual([]);
  });

  test('--force skips what is not required, and only that', async () => {
    const project = await gated(
      '  - run: "false"\n    name: tests\n  - {run: test -e ok, name: must, required: true}',
    );
    const forced = ['set', T, 'completed', '--force'];
    expect((await project.fails(forced, 'gate_failed', 1)).message).toContain('must failed');
    writeFileSync(join(project.folder, 'ok'), '');
    expect((await project.json(forced)).task.status).toBe('completed');
    expect((await project.run(['log', T, '--limit', '1'])).stdout).toContain('must passed, tests skipped');
  });

  test('holds no lock while a gate runs; a task that changed meanwhile is judged again', async () => {
    const self = `${NODE} ${LRA}`;
    const project = await gated(
      `  - run: echo >> ran; [ -s once ] || { echo x > once; ${self} edit ${T} --add-label late; }`,
    );
    const { task } = await project.json(['set', T, 'completed']);
    expect(task).toMatchObject({ status: 'completed', labels: ['late'] });
    expect(readFileSync(join(project.folder, 'ran'), 'utf8')).toBe('\n\n');
  });

  test('two at once finish it once', async () => {
    const project = await gated('  - run: sleep 0.3');
    const both = await Promise.all([
      project.json(['set', T, 'completed']),
      project.json(['set', T, 'completed']),
    ]);
    expect(both.map(({ already }) => already ?? false).sort()).toEqual([false, true]);
  });

  test('an interrupted gate is ended with all it started', async () => {
    const project = await gated('  - run: setsid sleep 60 & echo $! > pid; wait');
    const scratch = temporaryFolder();
    const child = spawn(NODE, [LRA, 'set', T, 'completed'], {
      cwd: project.folder,
      env: cleanEnv({ LRA_AGENT_ID: 'ann', TMPDIR: scratch, NODE_DISABLE_COMPILE_CACHE: '1' }),
      stdio: 'ignore',
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = new Promise((settle) => child.once('exit', settle));
    const pid = await pidIn({ cwd: project.folder }, 'pid');
    child.kill('SIGTERM');
    expect(await ended).toBe(130);
    // Where bwrap works, the gate knew its process by a number of its own namespace.
    if (!canSandbox(process.env.PATH)) expect(isRunning(pid)).toBe(false);
    expect(readdirSync(scratch)).toEqual([]);
    expect((await project.json(['show', T])).task.status).toBe('in_progress');
  });
});

describe('lra verify', () => {
  test('runs the gates alone: a line each, and the last lines of one that failed', async () => {
    const project = await gated(
      '  - run: echo broken; exit 4\n    name: tests\n  - run: "true"\n    name: lint',
    );
    const { code, stdout } = await project.run(['verify', T]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^failed {2}tests {2}\d+\.\d s {2}failed with exit code 4 · echo broken; exit 4\n {2}\| broken\npassed {2}lint/,
    );
    const ran = await project.run(['verify', T, '--json', '--no-record']);
    expect(ran.json).toMatchObject({ ok: false, error: { code: 'gate_failed' }, passed: false });
    expect(ran.json.gates).toHaveLength(2);
    const { entries } = await project.json(['log', T]);
    expect(entries.filter(({ command }: { command: string }) => command === 'verify')).toHaveLength(1);
  });

  test('of another agent, without a word in the record', async () => {
    const project = await gated('  - run: "true"');
    await project.as('bob').fails(['verify', T], 'not_lease_holder', 4);
    expect(await project.as('bob').json(['verify', T, '--no-record'])).toMatchObject({ passed: true });
  });

  test('a terminal shows which one runs', async () => {
    const project = await gated('  - run: sleep 1.2\n    name: slow tests');
    const { stdout } = await runOnTerminal(['verify', T, '--agent', 'ann'], { cwd: project.folder });
    expect(stdout).toContain('task_001: slow tests, 0 s');
    expect(stdout).toContain('task_001: slow tests, 1 s');
  });
});

test('a template has gates of its own, for its tasks only', async () => {
  const project = await gated('  - run: "true"');
  const folder = join(project.folder, '.long-run-agent/templates');
  await project.json(['template', 'create', 'own', '--from', 'task']);
  appendFileSync(join(folder, 'own.yaml'), 'gates:\n  - run: test -e built\n');
  await project.json(['create', 'other', '--template', 'own', '--parent', T]);
  await project.json(['claim', 'task_001_01']);
  await project.fails(['set', 'task_001_01', 'completed'], 'gate_failed', 1);
  writeFileSync(join(project.folder, 'built'), '');
  const { gates } = await project.json(['verify', 'task_001_01']);
  expect(gates.map(({ name }: { name: string }) => name)).toEqual(['test -e built', 'true']);
  expect((await project.json(['batch', 'set', 'completed', T, 'task_001_01'])).results).toHaveLength(2);
});

test('gates that are wrong are named with their file and line', async () => {
  const project = await gated('  - run: "true"\n    timeout_seconds: soon');
  const { message, data } = await project.fails(['verify', T], 'invalid_config', 2);
  const lines = readFileSync(data.file, 'utf8').split('\n');
  expect(lines[data.line - 1]).toContain('timeout_seconds: soon');
  expect(message).toContain('gates[0].timeout_seconds takes a number of seconds above 0');
  settings(project, '  - run: "true"');
  mkdirSync(join(project.folder, '.long-run-agent/templates'), { recursive: true });
  await project.json(['template', 'create', 'own', '--from', 'task']);
  const file = join(project.folder, '.long-run-agent/templates/own.yaml');
  appendFileSync(file, 'gates:\n  - npm test\n');
  const last = readFileSync(file, 'utf8').trimEnd().split('\n').length;
  const wrong = await project.fails(['create', 'x', '--template', 'own'], 'invalid_template', 5);
  expect(JSON.stringify(wrong)).toContain('gates[0] takes keys and values');
  expect(JSON.stringify(wrong)).toContain(`${last}`);
});

test('nothing else runs gates, and an export brings them along as history only', async () => {
  const project = await gated('  - run: touch ran');
  await project.json(['checkpoint', T, '--note', 'x']);
  await project.json(['pause', T]);
  await project.json(['resume', T, '--claim']);
  await project.json(['orient']);
  expect(existsSync(join(project.folder, 'ran'))).toBe(false);
  await project.json(['set', T, 'completed']);
  const exported = (await project.run(['export'])).stdout;
  const other = await newProject();
  settings(other, '  - run: touch ran');
  expect(await other.json(['import', '-'], { stdin: exported })).toMatchObject({ imported: 1 });
  expect(existsSync(join(other.folder, 'ran'))).toBe(false);
  expect((await other.run(['log', T])).stdout).toContain('gates: touch ran passed');
});
