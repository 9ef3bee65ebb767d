import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCommandRunner } from '../../src/host/process/command-runner.ts';
import { newProject } from '../helpers/cli-project.ts';
import { eventually, isRunning, marked } from '../helpers/commands.ts';

interface Told {
  readonly id: string;
  readonly status: string;
}

test('a hundred jobs at once, half of them with their watchers killed: each is told of, none is left', async () => {
  const ann = await newProject();
  const ids: string[] = [];
  const watchers: number[] = [];
  const marks: string[] = [];
  onTestFinished(async () => void (await createCommandRunner().sweep(marks)));
  // Ten at a time: a hundred starting Nodes would take the machine from every other test.
  for (let round = 0; round < 10; round++) {
    const jobs = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const { json } = await ann.run([
          'bg',
          'run',
          '--json',
          '--shell',
          '--',
          'setsid sleep 1000 & sleep 1000',
        ]);
        return json.job;
      }),
    );
    for (const { id, pid } of jobs) {
      ids.push(id);
      watchers.push(pid);
      const spec = join(ann.folder, '.long-run-agent/jobs', id, 'job.json');
      marks.push(JSON.parse(readFileSync(spec, 'utf8')).mark);
    }
  }
  expect(new Set(ids).size).toBe(100);
  expect((await ann.json(['bg', 'list', '--limit', '0'])).jobs.map(({ status }: Told) => status)).toEqual(
    Array(100).fill('running'),
  );
  await eventually(() => marks.every((mark) => marked(mark).length >= 3));
  watchers.forEach((pid, i) => {
    process.kill(pid, i % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
  });
  const told = new Map<string, string>();
  while (told.size < 100) {
    const { notifications } = await ann.json(['bg', 'drain']);
    for (const { id, status } of notifications as Told[]) told.set(id, status);
  }
  const statuses = [...told.values()];
  expect(statuses.filter((status) => status === 'interrupted')).toHaveLength(50);
  expect(statuses.filter((status) => status === 'killed')).toHaveLength(50);
  await eventually(() => watchers.every((pid) => !isRunning(pid)));
  for (const mark of marks) expect(marked(mark)).toEqual([]);
});
