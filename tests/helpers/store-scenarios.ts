import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntryHead } from '../../src/core/record/change.ts';
import type { Draft } from '../../src/core/record/draft.ts';
import { ok } from '../../src/core/result.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Limits } from '../../src/store/file/limits.ts';
import { add, checkpoint, claim, finish, leaseOf, taskOf } from './store-moves.ts';

const AT = '2026-02-03T04:05:06.789Z';

export const head = (command: string, more: Partial<EntryHead> = {}): EntryHead => ({
  at: AT,
  agent: 'ann',
  command,
  ...more,
});

/** One transaction, on a project that `seed` has filled. */
export interface Scenario {
  readonly run: (draft: Draft) => unknown;
  readonly more?: Partial<EntryHead>;
  readonly limits?: Partial<Limits>;
  /** What other hands do to the folder before. */
  readonly meddle?: (dir: string) => void;
  /** Whether the project has no journal yet. */
  readonly isFirst?: true;
}

export const SCENARIOS = {
  create: { run: (draft) => add(draft, { dependencies: ['task_001'] }) },
  finish: { run: (draft) => finish(draft, 'task_001') },
  claim: { run: (draft) => claim(draft, 'task_005', 'cid') },
  checkpoint: {
    run: (draft) => {
      checkpoint(draft, 'task_004', 9);
      draft.addRecord('task_005', { commit: 'abc' });
      draft.setLease('task_004', leaseOf('task_004', 'bob', draft));
    },
  },
  delete: { run: (draft) => draft.remove('task_004') },
  restore: {
    run: (draft) => draft.create(taskOf('task_006', { version: 3 })),
    more: { undoes: 'seed' },
  },
  split: {
    run: (draft) => {
      draft.update('task_005', { variables: { ['__proto__']: 'split' } });
      for (let n = 0; n < 5; n++) add(draft, { parent_id: 'task_005' });
    },
  },
  base: { run: (draft) => finish(draft, 'task_001'), limits: { tail: 1 } },
  large: { run: (draft) => claim(draft, 'task_005', 'cid'), limits: { freshTasks: 2, largeTail: 999 } },
  'large base': { run: (draft) => finish(draft, 'task_001'), limits: { freshTasks: 2, largeTail: 1 } },
  edited: {
    run: (draft) => add(draft),
    meddle: (dir) => {
      const path = join(dir, 'task_list.json');
      const text = readFileSync(path, 'utf8').replace('does task_005', 'is edited by hand');
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    },
  },
  first: { run: (draft) => add(draft), isFirst: true },
  'claim next': {
    run: (draft) => {
      const next = draft.graph.nodes.find(({ lease, phase }) => lease === null && phase === 'unstarted');
      if (next) claim(draft, next.id, `process ${process.pid}`);
      return next?.id ?? null;
    },
  },
} as const satisfies { readonly [name: string]: Scenario };

export type ScenarioName = keyof typeof SCENARIOS;

/** Fills a project: links, leases, a checkpoint, a deleted task. */
export async function seed(store: Store): Promise<void> {
  const steps: ((draft: Draft) => unknown)[] = [
    (draft) => {
      add(draft);
      add(draft, { dependencies: ['task_001'] });
      add(draft, { dependencies: ['task_001', 'task_002'], dependency_type: 'any' });
    },
    (draft) => add(draft),
    (draft) => add(draft, { labels: ['x'], module: 'm' }),
    (draft) => claim(draft, 'task_004', 'bob'),
    (draft) => claim(draft, 'task_001', 'eve'),
    (draft) => checkpoint(draft, 'task_004', 1),
    (draft) => add(draft),
    (draft) => draft.remove('task_006'),
  ];
  for (const step of steps) await run(store, step, head('seed'));
}

/** Runs one transaction; a failure is thrown. */
export async function run<T>(store: Store, step: (draft: Draft) => T, as: EntryHead): Promise<T> {
  const done = await store.transact(as, { kind: 'project' }, ({ draft }) => ok(step(draft)));
  if (!done.ok) throw new Error(`${done.failure.code}: ${done.failure.message}`);
  return done.value;
}
