import { expect, test } from 'vitest';
import { buildContext } from '../../../src/core/context/build.ts';
import { jsonFormat } from '../../../src/core/context/format.ts';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { emptyRecord } from '../../../src/core/record/record.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { lifecycles } from '../graph/random-project.ts';
import { lease, task } from '../query/world.ts';
import { cpuSince } from '../task/support.ts';
import { tokens } from './ask.ts';

const MOMENT = { now: Date.parse('2026-01-01T00:05:00.000Z'), isGone: () => false };
const ANN = { agent: 'ann', isFallback: false, session: null, token: null };

/** A project of so many tasks, every third one blocked by the one before it, every tenth too large. */
function projectOf(size: number, description: (n: number) => string) {
  const tasks = Array.from({ length: size }, (_, i): Task => {
    const waits = i % 3 === 2;
    return task(`task_${String(i + 1).padStart(6, '0')}`, {
      description: description(i + 1),
      priority: (['P0', 'P1', 'P2', 'P3'] as const)[(i * 7) % 4]!,
      output_req: i % 10 === 0 ? '64k' : '8k',
      ...(waits ? { status: 'blocked', dependencies: [`task_${String(i).padStart(6, '0')}`] } : {}),
    });
  });
  const leases = [
    lease('task_000002', { agent: 'ann' }),
    lease('task_000005'),
    lease('task_000008', { status: 'paused' }),
  ];
  const graph = TaskGraph.of(tasks, lifecycles, { leases });
  const byId = new Map(tasks.map((one) => [one.id, one]));
  const read: string[] = [];
  const source = {
    graph,
    task: (id: string) => {
      read.push(id);
      return byId.get(id);
    },
    record: emptyRecord,
  };
  return { source, read };
}

const QUESTION = { project: 'demo', asker: ANN, moment: MOMENT, outputLimit: '8k', budget: 2000 };

test.each([10, 1000, 100_000])('%i tasks, in English and in Chinese', (size) => {
  for (const text of ['Write chapter %n about the weather', '撰写第 %n 章，讲述边境小镇的天气']) {
    const { source, read } = projectOf(size, (n) => text.replace('%n', String(n)));
    const { document, text: written } = buildContext(source, QUESTION, jsonFormat(), tokens);
    expect(tokens(written)).toBeLessThanOrEqual(2000);
    expect(document.stats.total).toBe(size);
    expect(document.next).toMatchObject({ action: 'continue', task_id: 'task_000002' });
    // Whole tasks are read for the lines that are shown, and for few that were tried.
    expect(new Set(read).size).toBeLessThan(100);
    if (size > 10) {
      expect(document.tokens).toBeGreaterThan(1700);
      expect(document.can_take.length).toBeGreaterThan(15);
      expect(document.blocked.length).toBeGreaterThan(3);
      expect(document.needs_split.length).toBeGreaterThan(3);
      expect(document.omitted.can_take).toBeGreaterThan(size / 2);
    }
  }
});

test('the work of fitting does not grow with the project, and the answer is counted only a few times', () => {
  const counts = [1000, 100_000].map((size) => {
    const { source } = projectOf(size, (n) => `Write chapter ${n} about the weather`);
    let characters = 0;
    const count = (text: string) => {
      characters += text.length;
      return tokens(text);
    };
    const { text } = buildContext(source, QUESTION, jsonFormat(), count);
    return characters / text.length;
  });
  for (const times of counts) expect(times).toBeLessThan(5);
});

test('a hundred thousand tasks are surveyed in a moment', () => {
  const { source } = projectOf(100_000, (n) => `chapter ${n}`);
  const cheap = (text: string) => Math.ceil(text.length / 4);
  buildContext(source, QUESTION, jsonFormat(), cheap);
  const started = process.cpuUsage();
  buildContext(source, QUESTION, jsonFormat(), cheap);
  // Some 10 ms; whatever is quadratic takes minutes.
  expect(cpuSince(started)).toBeLessThan(2000);
});
