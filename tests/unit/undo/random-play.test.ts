import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { createTask } from '../../../src/app/create-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { editTaskDependencies } from '../../../src/app/edit-dependencies.ts';
import { editTask } from '../../../src/app/edit-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { splitTask } from '../../../src/app/split-task.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import type { Failure } from '../../../src/core/failure.ts';
import { findAnyCycle } from '../../../src/core/graph/cycle.ts';
import { hasUnmetDependencies, isOver } from '../../../src/core/graph/node.ts';
import type { Result } from '../../../src/core/result.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { stateOf, value } from '../task/support.ts';

type Step = (deps: Deps, ids: readonly string[]) => Promise<Result<unknown, Failure>>;

const place = fc.nat(11);
const at = (ids: readonly string[], n: number) => ids[n % Math.max(1, ids.length)] ?? 'task_001';

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.option(place), fc.array(place, { maxLength: 2 }), fc.boolean(), fc.boolean()).map(
    ([parent, dependencies, any, fragile]): Step =>
      (deps, ids) =>
        createTask(deps, {
          description: 'x',
          parent_id: parent === null ? null : at(ids, parent),
          dependencies: ids.length === 0 ? [] : dependencies.map((n) => at(ids, n)),
          dependency_type: any ? 'any' : 'all',
          template: fragile ? 'fragile' : 'task',
        }),
  ),
  fc.tuple(place, fc.constantFrom('in_progress', 'completed', 'working', 'done', 'dead')).map(
    ([n, status]): Step =>
      (deps, ids) =>
        setTaskStatus(deps, { id: at(ids, n), status }),
  ),
  place.map(
    (n): Step =>
      (deps, ids) =>
        claimTask(deps, { id: at(ids, n) }),
  ),
  place.map(
    (n): Step =>
      (deps, ids) =>
        releaseTask(deps, { id: at(ids, n) }),
  ),
  fc.tuple(place, fc.array(place, { maxLength: 2 }), fc.array(place, { maxLength: 2 })).map(
    ([n, add, remove]): Step =>
      (deps, ids) =>
        editTaskDependencies(deps, {
          id: at(ids, n),
          add: add.map((m) => at(ids, m)),
          remove: remove.map((m) => at(ids, m)),
        }),
  ),
  fc.tuple(place, fc.string()).map(
    ([n, label]): Step =>
      (deps, ids) =>
        editTask(deps, { id: at(ids, n), variables: { label } }),
  ),
  fc.tuple(place, fc.boolean(), fc.boolean()).map(
    ([n, recursive, force]): Step =>
      (deps, ids) =>
        deleteTask(deps, { id: at(ids, n), recursive, force }),
  ),
  place.map(
    (n): Step =>
      (deps, ids) =>
        splitTask(deps, {
          id: at(ids, n),
          plan: [
            { desc: 'a', dependencies: ['b'] },
            { desc: 'b', key: 'b' },
          ],
        }),
  ),
  fc.constant<Step>((deps) => undoLast(deps)),
);

/** What must hold between any two commands. */
async function holdsTogether(deps: Deps): Promise<void> {
  const broken = value(
    await deps.store.read({ kind: 'project' }, ({ graph, task }) => [
      ...graph.nodes.flatMap((node) => {
        const waits = hasUnmetDependencies(node);
        const whole = task(node.id)!;
        return [
          node.phase === 'blocked' && !waits ? `${node.id} is blocked by nothing` : [],
          node.phase === 'unstarted' && waits ? `${node.id} should be blocked` : [],
          isOver(node) && node.lease ? `${node.id} is finished and held` : [],
          isOver(node) && node.children.some((child) => !isOver(child))
            ? `${node.id} was finished early`
            : [],
          isOver(node) !== (whole.finished_at !== null) ? `${node.id} has a wrong finished_at` : [],
          whole.dependencies.length !== node.dependencies.length ? `${node.id} depends on nothing known` : [],
          whole.status !== node.status ? `${node.id} has two statuses` : [],
        ].flat();
      }),
      ...(findAnyCycle(graph.nodes) ?? []),
    ]),
  );
  expect(broken).toEqual([]);
}

/** What an undo restores: every field of every task but its bookkeeping. */
async function fieldsOf(deps: Deps): Promise<string> {
  const { nodes } = await stateOf(deps);
  return JSON.stringify(nodes.map(({ task }) => ({ ...task, version: 0, updated_at: '' })));
}

test('whatever two agents do, the graph holds together, failures leave nothing, and an undo restores', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step, isBob: fc.boolean(), undoes: fc.boolean() }), {
        minLength: 10,
        maxLength: 40,
      }),
      async (moves) => {
        const app = memoryApp();
        const bob = app.as('bob');
        for (const { step: run, isBob, undoes } of moves) {
          const deps = isBob ? bob : app;
          const before = await stateOf(app);
          const fields = await fieldsOf(app);
          const done = await run(
            deps,
            before.nodes.map(({ id }) => id),
          );
          const after = await stateOf(app);
          if (!done.ok) expect(after).toEqual(before);
          await holdsTogether(app);
          const changed = (await fieldsOf(app)) !== fields;
          if (!changed || !undoes) continue;
          const undone = await undoLast(deps);
          if (!undone.ok && after.leases.some(([, { agent }]) => agent !== deps.asker.agent)) {
            expect(undone.failure).toMatchObject({
              code: 'undo_conflict',
              message: expect.stringContaining('not free'),
            });
            expect(await stateOf(app)).toEqual(after);
            continue;
          }
          expect(undone.ok ? 'undone' : undone.failure.message).toBe('undone');
          expect(await fieldsOf(app)).toBe(fields);
          const versions = new Map(after.nodes.map(({ id, task }) => [id, task!.version]));
          for (const { id, task } of (await stateOf(app)).nodes) {
            expect(task!.version).toBeGreaterThanOrEqual(versions.get(id) ?? 2);
          }
          await holdsTogether(app);
        }
      },
    ),
    { numRuns: 300 },
  );
});
