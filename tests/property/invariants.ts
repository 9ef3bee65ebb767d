import { expect } from 'vitest';
import type { Move } from './moves.ts';
import type { Look } from './play.ts';
import type { World } from './world.ts';

/** What holds after any move, whatever it was. */
export function expectSound(move: Move, before: Look, after: Look, drawn: ReadonlySet<string>): void {
  const { world } = after;
  expect(
    world.ids.filter((id) => world.waitsForItself(id)),
    'who waits for itself',
  ).toEqual([]);
  expect(
    world.ids.filter((id) => (world.task(id).status === 'blocked') !== isToBeBlocked(world, id)),
    'blocked exactly when unstarted and unsatisfied',
  ).toEqual([]);
  expect(
    [...world.holds.keys()].filter((id) => world.isOver(id)),
    'finished and held',
  ).toEqual([]);
  expect(
    [...world.holds.keys()].filter((id) => !world.tasks.has(id)),
    'held and gone',
  ).toEqual([]);
  expectGrowth(move, before, after, drawn);
  expectOneHolder(before, after);
}

function isToBeBlocked(world: World, id: string): boolean {
  return world.waits(id) && (world.isUnstarted(id) || world.task(id).status === 'blocked');
}

/** Ids, versions and tokens only ever grow. */
function expectGrowth(move: Move, before: Look, after: Look, drawn: ReadonlySet<string>): void {
  for (const [id, task] of after.tasks) {
    const was = before.tasks.get(id);
    if (!was) {
      expect(move.verb === 'undo' || !drawn.has(id), `${id} is used again`).toBe(true);
      continue;
    }
    const { version: _, ...fields } = task;
    const { version, ...earlier } = was;
    const isSame = JSON.stringify(fields) === JSON.stringify(earlier);
    expect(task.version - version, `the version of ${id}`).toBe(isSame ? 0 : 1);
  }
  const newest = Math.max(0, ...before.tokens.values());
  for (const [id, token] of after.tokens) {
    if (token !== before.tokens.get(id)) expect(token, `the token of ${id}`).toBeGreaterThan(newest);
  }
}

/**
 * Nobody holds a task below the unpublished claim of another, unless that one was orphaned when the task was claimed
 * and came back since.
 */
function expectOneHolder(before: Look, after: Look): void {
  for (const [id, hold] of after.world.holds) {
    const old = before.world.holds.get(id);
    const isSame = before.tokens.get(id) === after.tokens.get(id);
    if (isSame) expect(hold.agent, `whose lease of ${id}`).toBe(old?.agent);
    if (!after.world.live(id)) continue;
    for (const above of after.world.above(id)) {
      const over = after.world.live(above);
      if (!over || over.published || over.agent === hold.agent) continue;
      const wasThere = isSame && before.tokens.get(above) === after.tokens.get(above);
      expect(wasThere, `${hold.agent} holds ${id} below the claim of ${over.agent}`).toBe(true);
      expect(after.tokens.get(id), 'who came back was there first').toBeGreaterThan(after.tokens.get(above)!);
    }
  }
}
