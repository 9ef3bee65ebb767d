import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Deps } from '../../../src/app/deps.ts';
import { jsonText } from '../../../src/cli/render/controls.ts';
import type { BuiltContext } from '../../../src/core/context/build.ts';
import { SECTIONS } from '../../../src/core/context/document.ts';
import { oneLine } from '../../../src/core/short-text.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { lease, task, world, write } from '../query/world.ts';
import { ask, askText, document, tokens } from './ask.ts';

/** What holds of every answer, whatever is in the project. Returns how many lines it shows. */
function check(answer: BuiltContext, whole: BuiltContext, budget: number, tasks: readonly Task[]): number {
  const used = tokens(answer.text);
  const { next, omitted } = answer.document;
  expect(used).toBeLessThanOrEqual(budget);
  expect(answer.document.tokens).toBe(used);
  let shown = 0;
  let isCut = false;
  for (const section of SECTIONS) {
    const lines = answer.document[section];
    const all = whole.document[section];
    shown += lines.length;
    expect(lines.length + (omitted[section] ?? 0), section).toBe(all.length);
    // The first lines stay, in their order; the one of `next` may stand further down.
    const kept = lines.filter(({ id }) => id !== next.task_id).map(({ id }) => id);
    const first = all.filter(({ id }) => id !== next.task_id).map(({ id }) => id);
    expect(kept).toEqual(first.slice(0, kept.length));
    for (const { id, description } of lines) {
      isCut ||= description !== oneLine(tasks.find((one) => one.id === id)!.description);
    }
  }
  if (isCut || Object.keys(omitted).length > 0) expect(used).toBeGreaterThanOrEqual(budget / 2);
  expect(next).toEqual(whole.document.next);
  if (next.task_id !== null) {
    const ids = SECTIONS.flatMap((section) => answer.document[section].map(({ id }) => id));
    expect(ids).toContain(next.task_id);
    expect(answer.text).toContain(next.command);
  }
  if (next.action === 'claim') {
    expect([...answer.document.can_take, ...answer.document.needs_split]).toContainEqual(
      expect.objectContaining({ id: next.task_id }),
    );
  }
  return shown;
}

async function checkBoth(deps: Deps, budget: number, tasks: readonly Task[]): Promise<number> {
  const whole = await ask(deps, { budget: 10_000_000 });
  expect(whole.document.omitted).toEqual({});
  const json = await ask(deps, { budget });
  expect(JSON.parse(json.text)).toEqual({ ok: true, ...json.document });
  return check(json, whole, budget, tasks) + check(await askText(deps, { budget }), whole, budget, tasks);
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('\u001b[31m', '\u0000', '"', '\\', '👨‍👩‍👧', '𠀀', ' ', '\n', 'word '),
    maxLength: 200,
  }),
  fc.lorem({ maxCount: 60 }),
);

test('any text, any budget: within it, half of it used while there is more to say, and next is never dropped', async () => {
  const drawn = fc.record({
    descriptions: fc.array(anyText, { maxLength: 25 }),
    project: anyText,
    note: anyText,
    budget: fc.integer({ min: 300, max: 2500 }),
    shape: fc.array(fc.nat(7), { minLength: 25, maxLength: 25 }),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ descriptions, project, note, budget, shape }) => {
      const tasks = descriptions.map((description, i) => shaped(i, description, shape[i]!, note));
      const holders = ['ann', 'bob', 'bob'];
      const leases = tasks.flatMap(({ id, status }, i) =>
        status === 'in_progress'
          ? [lease(id, { agent: holders[i % 3]!, status: i % 2 === 0 ? 'claimed' : 'paused' })]
          : [],
      );
      const app = await world(tasks, leases, { project: { ...PROJECT, name: project } });
      await write(app, (draft) => {
        const rest = { agent: 'ann', completed: [], files: [], state: null, commit: null };
        for (const { task_id } of leases) {
          draft.addCheckpoint(task_id, { ...rest, sequence: 1, at: draft.at, note, remaining: [note, note] });
        }
      });
      await checkBoth(app, budget, tasks);
    }),
    { numRuns: 60 },
  );
});

const PROJECT = { project_id: 'p', created_at: '2026-01-01T00:00:00.000Z', schema_version: 1 };

function shaped(i: number, description: string, shape: number, status: string): Task {
  const id = `task_${String(i + 1).padStart(3, '0')}`;
  const more = [
    {},
    { priority: 'P0' as const },
    { output_req: '64k' },
    { status: 'in_progress' },
    { status: 'in_progress', deadline: '2026-03-01T00:00:00.000Z' },
    i > 0 ? { status: 'blocked', dependencies: [`task_${String(i).padStart(3, '0')}`] } : {},
    { status: 'completed' },
    // A status that no template knows, as an import may bring it.
    { status: status || 'odd' },
  ][shape]!;
  return task(id, { ...more, description });
}

test('texts of ordinary English, code and Chinese: the budget is used well', async () => {
  const texts = [
    'Write the lexer for the configuration language, with positions for every token',
    'fix: `parse(input: string): Result<Node, Fault>` returns null when `input.length === 0`',
    '撰写第三章：主角在雨夜抵达边境小镇，发现旅店老板认识他失踪多年的父亲',
  ];
  for (const text of texts) {
    const tasks = Array.from({ length: 200 }, (_, i) =>
      task(`task_${String(i + 1).padStart(3, '0')}`, { description: `${text} (${i})` }),
    );
    const app = await world(tasks);
    for (const built of [await ask(app), await askText(app)]) {
      expect(built.document.tokens).toBeGreaterThan(1700);
      expect(built.document.can_take.length).toBeGreaterThan(24);
      const first = built.document.can_take.slice(0, 10).map(({ description }) => description);
      expect(first).toEqual(tasks.slice(0, 10).map(({ description }) => description));
    }
    expect(await checkBoth(app, 2000, tasks)).toBeGreaterThan(48);
  }
});

test('a project with ten thousand statuses and a name without end fits into 300 tokens', async () => {
  const tasks = Array.from({ length: 10_000 }, (_, i) =>
    task(`task_${String(i + 1).padStart(3, '0')}`, { status: `state ${'x'.repeat(i % 300)} ${i}` }),
  );
  const app = await world(tasks, [], { project: { ...PROJECT, name: '名'.repeat(1_000_000) } });
  const built = await ask(app, { budget: 300 });
  expect(tokens(built.text)).toBeLessThanOrEqual(300);
  const { stats, omitted, can_take, next } = built.document;
  expect(stats.total).toBe(10_000);
  expect(Object.keys(stats.by_status).length + omitted.by_status!).toBe(10_000);
  expect(can_take[0]?.id).toBe(next.task_id);
  expect(tokens((await askText(app, { budget: 300 })).text)).toBeLessThanOrEqual(300);
});

test('the dearest of letters are cut down before the next line is given up', async () => {
  const dear = [
    '𠀀𪛖'.repeat(500),
    '\u0001\u001b'.repeat(500),
    '👩🏽‍🚀'.repeat(500),
    '<|endoftext|>'.repeat(300),
  ];
  for (const text of dear) {
    const tasks = [task('task_001', { description: text, status: text, template: 'gone' })];
    const free = await world(tasks, [], { project: { ...PROJECT, name: text } });
    await checkBoth(free, 300, tasks);
    const due = tasks.map((one) => ({ ...one, deadline: '2025-12-31T00:00:00.000Z' }));
    const held = await world(due, [lease('task_001', { agent: 'ann' })], {
      project: { ...PROJECT, name: text },
    });
    await write(held, (draft) => {
      const rest = { agent: 'ann', completed: [], files: [], state: null, commit: null };
      draft.addCheckpoint('task_001', { ...rest, sequence: 1, at: draft.at, note: text, remaining: [text] });
    });
    await checkBoth(held, 300, due);
  }
});

test('an id that is too long to be said twice leaves the budget whole, and next still helps', async () => {
  let id = 'task_001';
  while (id.length < 190) id += '_01';
  const parents = id
    .split('_')
    .slice(2)
    .map((_, i) => task(`task_001${'_01'.repeat(i)}`, { output_req: '64k' }));
  const app = await world([...parents, task(id)]);
  const built = await ask(app, { budget: 300 });
  expect(tokens(built.text)).toBeLessThanOrEqual(300);
  expect(built.document.next).toEqual({
    action: 'claim',
    task_id: null,
    command: 'lra claim --next --output-limit 8k',
  });
  expect((await document(app, { budget: 600 })).next.task_id).toBe(id);
});

test('what --json prints is what was counted', async () => {
  const odd = { description: 'c1 \u0085 \u009b and \u2028 and a lone \ud800' };
  const built = await ask(await world([task('task_001', odd)]));
  expect(JSON.parse(built.text)).toEqual({ ok: true, ...built.document });
  expect(jsonText({ ok: true, ...built.document })).not.toMatch(/[\u0080-\u009f\u2028]/);
});
