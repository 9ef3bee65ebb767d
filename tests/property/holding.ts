import type { Hold, World } from './world.ts';
import { LIVES } from './world.ts';

const ORPHANED_AFTER = 15 * 60_000;

export const when = (holds: boolean, code: string): readonly string[] => (holds ? [code] : []);

/**
 * What another's claim, on a task or unpublished above it, keeps an agent from; its own, if nearer, goes first. A child
 * may also be put below a task that its holder published.
 */
export function foreign(world: World, agent: string, id: string, isForChild = false): readonly string[] {
  for (const at of [id, ...world.above(id)]) {
    const hold = world.live(at);
    if (hold?.agent === agent) return [];
    if (hold && (!hold.published || (at === id && !isForChild))) return ['not_lease_holder'];
  }
  return [];
}

export function claim(world: World, agent: string, id: string): readonly string[] {
  if (world.live(id)?.agent === agent) {
    if (![...world.above(id)].some((one) => world.waits(one))) begin(world, id);
    return beat(world, id);
  }
  const isOpenBelow = world.holds.get(id)?.published;
  const refused = [
    ...when(world.isOver(id), 'task_finished'),
    ...when(
      [...world.above(id)].some((one) => world.waits(one)),
      'task_blocked',
    ),
    ...when(world.task(id).status === 'blocked', 'task_blocked'),
    ...when(world.live(id) !== null, 'already_claimed'),
    ...when(world.lockedFor(agent, id), 'locked_by_parent'),
    ...when(
      !isOpenBelow && world.below(id).some((one) => (world.live(one)?.agent ?? agent) !== agent),
      'descendant_claimed',
    ),
  ];
  if (refused.length === 0) take(world, agent, id);
  return refused;
}

function begin(world: World, id: string): void {
  const start = LIVES[world.task(id).template].claim;
  if (start !== null && world.isUnstarted(id)) world.change(id, { status: start });
}

/** A new hold; what others left orphaned below goes with it, but not what was published to them. */
export function take(world: World, agent: string, id: string): void {
  begin(world, id);
  const published = world.holds.get(id)?.published ?? false;
  for (const one of published ? [] : world.below(id)) {
    const hold = world.holds.get(one);
    if (hold?.status === 'claimed' && hold.agent !== agent && !world.live(one)) world.holds.delete(one);
  }
  world.holds.set(id, { agent, status: 'claimed', published, expires: world.now + ORPHANED_AFTER });
}

export function beat(world: World, id: string, more: Partial<Hold> = {}): readonly string[] {
  world.holds.set(id, { ...world.holds.get(id)!, expires: world.now + ORPHANED_AFTER, ...more });
  return [];
}

/** Why an agent may not act as the holder of a task. */
export function notMine(world: World, agent: string, id: string, pausedToo = false): readonly string[] {
  const hold = world.holds.get(id);
  return [
    ...foreign(world, agent, id),
    ...when(!hold || (hold.status === 'paused' && !pausedToo), 'not_claimed'),
    ...when(hold !== undefined && hold.agent !== agent, 'not_lease_holder'),
  ];
}
