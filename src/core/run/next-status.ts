import { allowedNext, initialState, type Lifecycle, phaseOf } from '../template/lifecycle.ts';

/**
 * The status that a task moves to when a step of it went well: the first transition on a shortest way to the end, so
 * that neither a failure state nor a way back (`test_failed`) is taken. Null when it is over, or no way leads there.
 */
export function nextStatus(lifecycle: Lifecycle, status: string): string | null {
  const steps = stepsToEnd(lifecycle);
  const own = steps.get(status);
  if (own === undefined || own === 0) return null;
  return allowedNext(lifecycle, status).find((next) => steps.get(next) === own - 1) ?? null;
}

/**
 * The statuses that a task goes through when it failed for good: the shortest way to a failure state, else one step to
 * a state that stands for a setback (`failed`, `test_failed`: further from the end than here). Empty when the
 * template has no such way.
 */
export function failurePath(lifecycle: Lifecycle, status: string): readonly string[] {
  const came = new Map<string, string | null>([[status, null]]);
  for (const at of came.keys()) {
    if (phaseOf(lifecycle, at) === 'failed') return at === status ? [] : wayTo(at, came);
    for (const next of allowedNext(lifecycle, at)) if (!came.has(next)) came.set(next, at);
  }
  const steps = stepsToEnd(lifecycle);
  const own = steps.get(status) ?? 0;
  const isSetback = (next: string) => next !== initialState(lifecycle) && (steps.get(next) ?? 0) > own;
  const setback = own > 0 ? allowedNext(lifecycle, status).find(isSetback) : undefined;
  return setback === undefined ? [] : [setback];
}

function wayTo(end: string, came: ReadonlyMap<string, string | null>): readonly string[] {
  const way: string[] = [];
  for (let at: string | null = end; at !== null && came.get(at) !== null; at = came.get(at) ?? null)
    way.unshift(at);
  return way;
}

/** How many transitions lead from each state to a finished one; states that lead to none are left out. */
function stepsToEnd(lifecycle: Lifecycle): ReadonlyMap<string, number> {
  const { states } = lifecycle;
  const steps = new Map(
    states.filter((state) => phaseOf(lifecycle, state) === 'finished').map((state) => [state, 0]),
  );
  for (let distance = 0, before = -1; before !== steps.size; distance++) {
    before = steps.size;
    for (const state of states) {
      const isNext = allowedNext(lifecycle, state).some((next) => steps.get(next) === distance);
      if (isNext && !steps.has(state)) steps.set(state, distance + 1);
    }
  }
  return steps;
}
