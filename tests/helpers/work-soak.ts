import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TaskRecord } from '../../src/core/record/record.ts';
import { type AgentNote, type WorkProject, workProject } from './work-project.ts';

export interface Soak {
  readonly tasks: number;
  readonly workers: number;
  readonly concurrency: number;
  /** Milliseconds between two kills. */
  readonly killEvery: number;
  /** At most. */
  readonly kills: number;
  /** At most; milliseconds. */
  readonly within: number;
}

/** Has workers that are killed drive agents that fail through a graph of tasks; whatever happens, all must be done once. */
export async function soak({
  tasks,
  workers,
  concurrency,
  killEvery,
  kills,
  within,
}: Soak): Promise<WorkProject> {
  const project = await workProject();
  project.settings({ retries: 5, breaker: 1000, backoff_seconds: 0.02, longest_backoff_seconds: 0.5 });
  project.script({ '*': ['random 300'] });
  await project.cli.json(['import', '-', '--from', 'beads'], { stdin: graphOf(tasks) });
  const until = Date.now() + within;
  let killed = 0;
  let isOver = false;
  const keepUp = async () => {
    while (!isOver && Date.now() < until) {
      const worker = project.start('--concurrency', String(concurrency));
      running.add(worker);
      await once(worker, 'exit');
      running.delete(worker);
      isOver ||= (await open(project)) === 0;
    }
  };
  const running = new Set<ReturnType<WorkProject['start']>>();
  const all = Promise.all(Array.from({ length: workers }, keepUp));
  while (!isOver && killed < kills && Date.now() < until) {
    await new Promise((go) => setTimeout(go, killEvery * (0.5 + Math.random())));
    const victims = [...running];
    const victim = victims[Math.floor(Math.random() * victims.length)];
    if (victim?.kill('SIGKILL')) killed++;
  }
  await all;
  // Whatever a worker that was killed last left behind, the next one ends.
  await project.work();
  await allDoneOnce(project, tasks);
  expect(killed).toBeGreaterThan(0);
  return project;
}

async function allDoneOnce(project: WorkProject, tasks: number): Promise<void> {
  const { stats } = await project.cli.json(['context']);
  expect(stats).toEqual({ total: tasks, by_status: { completed: tasks } });
  expect(project.leases()).toEqual([]);
  expect(project.leftovers()).toEqual([]);
  const times = Array.from({ length: tasks }, (_, i) =>
    timesCompleted(project, `task_${String(i + 1).padStart(3, '0')}`),
  );
  expect(times).toEqual(times.map(() => 1));
  expect(overlaps(project.notes())).toEqual([]);
  const doctor = await project.cli.run(['doctor', '--json']);
  expect(doctor.json.findings).toEqual([]);
}

function timesCompleted(project: WorkProject, id: string): number {
  const file = join(project.folder, '.long-run-agent', 'records', `${id}.json`);
  const { entries } = JSON.parse(readFileSync(file, 'utf8')) as TaskRecord;
  return entries.filter(({ changed }) => changed?.status?.[1] === 'completed').length;
}

/** Runs of one task that ended well while a later lease had begun: two agents held it at a time. */
function overlaps(notes: readonly AgentNote[]): readonly string[] {
  const started = notes.filter(({ at }) => at === 'start');
  return notes
    .filter(({ at }) => at === 'end')
    .filter((end) =>
      started.some((one) => one.task === end.task && one.token > end.token && one.time < end.time - 50),
    )
    .map(({ task, token }) => `${task} under ${token}`);
}

async function open(project: WorkProject): Promise<number> {
  const { stats } = await project.cli.json(['context']);
  return stats.total - (stats.by_status.completed ?? 0);
}

/** Each task waits for up to three of the ten before it. */
function graphOf(tasks: number): string {
  const lines = Array.from({ length: tasks }, (_, i) => {
    const before = new Set(
      Array.from({ length: i === 0 ? 0 : i % 4 }, (_, n) => Math.max(0, i - 1 - ((i * 7 + n * 3) % 10))),
    );
    const dependencies = [...before]
      .filter((n) => n < i)
      .map((n) => ({ issue_id: `t-${i}`, depends_on_id: `t-${n}`, type: 'blocks' }));
    return JSON.stringify({
      id: `t-${i}`,
      title: `task ${i}`,
      status: 'open',
      priority: i % 4,
      dependencies,
    });
  });
  return `${lines.join('\n')}\n`;
}
