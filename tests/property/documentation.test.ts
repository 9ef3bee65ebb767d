import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchDelete } from '../../src/app/batch-delete.ts';
import { claimNext } from '../../src/app/claim-next.ts';
import { createTask } from '../../src/app/create-task.ts';
import { deleteTask } from '../../src/app/delete-task.ts';
import type { Deps } from '../../src/app/deps.ts';
import { setTaskStatus } from '../../src/app/set-status.ts';
import { splitTask } from '../../src/app/split-task.ts';
import type { Task } from '../../src/core/task/task.ts';
import type { View } from '../../src/ports/store.ts';
import { memoryApp } from '../helpers/memory-app.ts';
import { value } from '../unit/lease/support.ts';

const numRuns = process.env.LRA_TEST_DEEP ? 2000 : 150;
const MODULES = ['payments', 'orders'] as const;

type Move = (deps: Deps, pick: (n: number) => string) => Promise<unknown>;

const draw = fc.nat(9);
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...MODULES, undefined), fc.boolean(), draw).map(creating),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(draw, fc.constantFrom('in_progress', 'completed')).map(
      ([n, status]): Move =>
        (deps, pick) =>
          setTaskStatus(deps, { id: pick(n), status }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(draw, fc.boolean(), fc.boolean()).map(
      ([n, recursive, force]): Move =>
        (deps, pick) =>
          deleteTask(deps, { id: pick(n), recursive, force: force && isBusiness(pick(n)) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.array(draw, { maxLength: 4 }), fc.boolean()).map(
      ([ns, keepGoing]): Move =>
        (deps, pick) =>
          batchDelete(deps, { ids: ns.map(pick), keepGoing }),
    ),
  },
  draw.map(
    (n): Move =>
      (deps, pick) =>
        isBusiness(pick(n))
          ? splitTask(deps, { id: pick(n), plan: [{ desc: 'a part' }] })
          : Promise.resolve(),
  ),
  fc.constant<Move>((deps) => claimNext(deps, {})),
);

/** It waits for business only: who waits for documentation is documented apart. */
function creating([module, waits, n]: readonly [string | undefined, boolean, number]): Move {
  return (deps, pick) => {
    const other = pick(n);
    const dependencies = waits && isBusiness(other) ? [other] : [];
    return createTask(deps, { description: 'do it', module, dependencies });
  };
}

/** Not a documentation task: who splits one, or deletes it by force, may break what is promised here. */
function isBusiness(id: string): boolean {
  return id.startsWith('task_');
}

test('documentation tasks follow live tasks of their module, and one at most waits to be begun', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 30 }), async (moves) => {
      const app = memoryApp();
      for (const one of moves) {
        const ids = value(await app.store.read({ kind: 'project' }, idsOf));
        await one(app, (n) => ids[n % Math.max(1, ids.length)] ?? 'task_001');
        expectKept(value(await app.store.read({ kind: 'project' }, tasksOf)));
      }
    }),
    { numRuns },
  );
});

type Known = Task & { readonly isUntouched: boolean; readonly isUnstarted: boolean };

function idsOf({ graph }: View): readonly string[] {
  return graph.nodes.map(({ id }) => id);
}

function tasksOf(view: View): ReadonlyMap<string, Known> {
  return new Map(
    view.graph.nodes.map(({ id, status, children, lease }) => {
      const isUnstarted = status === 'pending' || status === 'blocked';
      const isUntouched = isUnstarted && children.length === 0 && lease === null;
      return [id, { ...view.task(id)!, isUnstarted, isUntouched }];
    }),
  );
}

function expectKept(tasks: ReadonlyMap<string, Known>): void {
  const docs = [...tasks.values()].filter(({ id }) => /^doc_update_\d+$/.test(id));
  for (const { id, module, dependencies, isUntouched } of docs) {
    const documented = dependencies.map((dependency) => tasks.get(dependency)?.module);
    expect(documented, `what ${id} documents`).toEqual(dependencies.map(() => module));
    if (isUntouched) expect(dependencies, `what ${id} documents`).not.toEqual([]);
  }
  for (const module of MODULES) {
    const waiting = docs.filter((doc) => doc.module === module && doc.isUntouched).map(({ id }) => id);
    expect(waiting.length, waiting.join()).toBeLessThan(2);
  }
  for (const { id, module, parent_id, isUnstarted } of tasks.values()) {
    if (module === null || parent_id !== null || !id.startsWith('task_') || !isUnstarted) continue;
    expect(
      docs.some(({ dependencies }) => dependencies.includes(id)),
      `who documents ${id}`,
    ).toBe(true);
  }
}
