import { expect } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import type { BatchOutcome } from '../../src/core/record/batch.ts';
import { idOrigin } from '../../src/core/task/id.ts';
import { stateIn } from '../helpers/store-state.ts';
import { value } from '../unit/lease/support.ts';
import { expectAgreement } from './agreement.ts';
import { History } from './history.ts';
import { expectSound } from './invariants.ts';
import { type DrawnMove, type Move, moveOn, perform } from './moves.ts';
import { predict } from './rules.ts';
import { type World, worldOf } from './world.ts';

/** A project that is played with. */
export interface Board {
  /** The project as an agent sees it; `hand` says by which store object, where there are several. */
  as(agent: string, hand: number): Deps;
  advance(milliseconds: number): void;
  /** What else must hold after each move. */
  check?(look: Look): Promise<void>;
}

/** All that a store says at one moment. */
export type Look = Awaited<ReturnType<typeof lookAt>>;

const AGENTS = ['ann', 'bob', 'carol'];

/** Plays moves, and holds the project against the model and against itself after each. */
export async function play(board: Board, moves: readonly DrawnMove[]): Promise<void> {
  const history = new History();
  const drawn = new Set<string>();
  let before = await lookAt(board.as('ann', 0));
  for (const [turn, one] of moves.entries()) {
    board.advance(one.minutes * 60_000);
    const deps = board.as(one.agent, one.hand);
    before.world.now = deps.clock.now();
    const gone = [...drawn].filter((id) => !before.tasks.has(id));
    const move = moveOn(one, before.world, gone);
    const result = await perform(deps, move);
    const after = await lookAt(deps);
    const code = codeOf(move, result);
    if (code !== 'ok') expect(after.state, `${move.verb} failed and changed something`).toEqual(before.state);
    checkAgainstModel(move, code, before.world, after, drawn);
    if (move.verb === 'undo') history.check(move.agent, before.world, before.tasks, result, after.tasks);
    if (move.verb === 'import' && code === 'ok') expectOnlyAdded(before, after);
    if (code === 'not_lease_holder' || code === 'lease_lost') {
      // Who is told that it lost a lease had one.
      expect(code === 'lease_lost' ? before.everHeld.has(move.agent) : true).toBe(true);
    }
    expectSound(move, before, after, drawn);
    for (const id of after.tasks.keys()) drawn.add(id);
    if (after.tx !== before.tx)
      history.add({ tx: after.tx, agent: move.agent, before: before.tasks, after: after.tasks });
    await expectAgreement(board.as(AGENTS[turn % 3]!, 0), after.world, turn % 2 === 0 ? 20_000 : 300);
    await board.check?.(after);
    before = after;
  }
}

/** Reads everything, as plain values. */
export async function lookAt(deps: Deps) {
  const now = deps.clock.now();
  return value(
    await deps.store.read({ kind: 'project' }, (view) => ({
      state: { ...stateIn(view), generation: view.generation },
      world: worldOf(view, now),
      tasks: new Map(view.graph.nodes.map(({ id }) => [id, structuredClone(view.task(id)!)])),
      tokens: new Map([...view.graph.leases].map(([id, { token }]) => [id, token])),
      tx: [...view.entries()][0]?.tx ?? '',
      everHeld: new Set(
        [...view.entries()]
          .filter(({ changes }) => changes.some(({ op }) => op === 'lease'))
          .map(({ agent }) => agent),
      ),
    })),
  );
}

/** The code of the failure that left everything as it was, or `ok`. */
function codeOf(move: Move, result: Awaited<ReturnType<typeof perform>>): string {
  if (!result.ok) return result.failure.code;
  const isAllOrNothing = move.verb.startsWith('batch') && !move.force;
  return (isAllOrNothing && (result.value as BatchOutcome).error?.code) || 'ok';
}

function checkAgainstModel(
  move: Move,
  code: string,
  world: World,
  after: Look,
  drawn: ReadonlySet<string>,
): void {
  const nextId = (key: string) => {
    const numbers = [...drawn].map(idOrigin).flatMap((origin) => (origin.key === key ? [origin.n] : []));
    return `${key}_${String(Math.max(0, ...numbers) + 1).padStart(key === 'task' ? 3 : 2, '0')}`;
  };
  const predicted = predict(world, move, nextId);
  if (!predicted) return;
  const known = code === 'lease_lost' ? 'not_lease_holder' : code;
  if (predicted.refused.length > 0) expect(predicted.refused).toContain(known);
  else expect(code).toBe('ok');
  expect(plain(after.world)).toEqual(plain(predicted.after));
}

function expectOnlyAdded(before: Look, after: Look): void {
  for (const [id, task] of before.tasks) expect(after.tasks.get(id)).toEqual(task);
  for (const id of after.tasks.keys()) {
    if (!before.tasks.has(id)) expect(after.tasks.get(id)?.source).toMatch(/^beads:/);
  }
  expect(after.state.leases).toEqual(before.state.leases);
}

function plain({ tasks, holds }: World) {
  const sorted = <T>(map: ReadonlyMap<string, T>) =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { tasks: sorted(tasks), holds: sorted(holds) };
}
