import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { cleanEnv, LRA, NODE } from '../helpers/run-lra.ts';

/** Puts word of jobs that ended into the outbox, as their watchers leave it. */
function leaveNotices(made: CliProject, count: number): readonly string[] {
  const outbox = outboxOf(made);
  mkdirSync(outbox, { recursive: true });
  return Array.from({ length: count }, (_, i) => {
    const number = String(i + 1).padStart(3, '0');
    const notice = {
      id: `notice_${number}`,
      job_id: `job_${number}`,
      task_id: null,
      status: 'completed',
      exit_code: 0,
      result: 'x'.repeat(500),
      log_file: '/log',
      at: '2026-01-01T00:00:00.000Z',
    };
    writeFileSync(join(outbox, `job_${number}.json`), JSON.stringify({ agent: 'ann', notice }));
    return notice.id;
  });
}

const outboxOf = ({ folder }: CliProject) => join(folder, '.long-run-agent/jobs/outbox');
const waiting = (made: CliProject) =>
  readdirSync(outboxOf(made)).map((name) => name.replace(/job_(\d+)\.json/, 'notice_$1'));

function drain({ folder }: CliProject): ChildProcess {
  const env = cleanEnv({ LRA_AGENT_ID: 'ann' });
  const child = spawn(NODE, [LRA, 'bg', 'drain', '--json'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function ending(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()));
}

test('a reader that is killed while it writes was told nothing', async () => {
  const ann = await newProject();
  const ids = leaveNotices(ann, 400);
  const reader = drain(ann);
  // Nobody reads: the answer is larger than the pipe, so it never gets to the end of it.
  await sleep(1_500);
  expect(reader.exitCode).toBeNull();
  const gone = ending(reader);
  reader.kill('SIGKILL');
  reader.stdout!.resume();
  await gone;
  expect(waiting(ann)).toHaveLength(400);
  const { notifications } = await ann.json(['bg', 'drain']);
  expect(notifications.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(waiting(ann)).toEqual([]);
});

test('whenever a reader is killed, each notice was read or is told again', async () => {
  const ann = await newProject();
  const met = { read: 0, again: 0 };
  for (let round = 0; round < 12; round++) {
    const ids = leaveNotices(ann, 60);
    const reader = drain(ann);
    const gone = ending(reader);
    let said = '';
    reader.stdout!.on('data', (chunk: Buffer) => {
      said += chunk;
      // With the first of the answer, or a moment later: some of the notices may be marked by then.
      setTimeout(() => reader.kill('SIGKILL'), round % 3);
    });
    await gone;
    const read = said.endsWith('\n')
      ? JSON.parse(said).notifications.map(({ id }: { id: string }) => id)
      : [];
    const left = waiting(ann);
    for (const id of ids) expect(read.includes(id) || left.includes(id)).toBe(true);
    met.read += read.length;
    met.again += left.length;
    await ann.json(['bg', 'drain']);
    expect(waiting(ann)).toEqual([]);
  }
  expect(met.read).toBeGreaterThan(0);
});

test('of several readers at once each is told whole notices, and none is lost', async () => {
  const ann = await newProject();
  const ids = leaveNotices(ann, 30);
  const answers = await Promise.all(Array.from({ length: 4 }, () => ann.json(['bg', 'drain'])));
  const told = answers.flatMap(({ notifications }) => notifications.map(({ id }: { id: string }) => id));
  expect([...new Set(told)].sort()).toEqual(ids);
  expect(waiting(ann)).toEqual([]);
});
