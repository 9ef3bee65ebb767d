import type { Failure } from '../failure.ts';
import { dependenciesIn, type Ring, ringIds, ringsOf } from '../graph/cycle.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { dependencyCycle } from '../task/refusals.ts';
import type { Skipped } from './foreign-item.ts';

/**
 * Drops one dependency of each ring, of those of imported tasks the one whose task stands last in the export.
 * Failures: corrupt_state (a ring that was here before: which of it is wrong, an import cannot know).
 */
export function cutRings(
  draft: Draft,
  lineOf: ReadonlyMap<string, number>,
  skipped: Skipped[],
): Result<null, Failure> {
  const rings = ringsOf(draft.graph.nodes);
  for (let ring = rings.next(); !ring.done; ) {
    const cut = cutRing(draft, ring.value, lineOf, skipped);
    if (cut === null) return err(ringHere(ringIds(ring.value)));
    ring = rings.next(cut);
  }
  return ok(null);
}

function ringHere(ring: readonly string[]): Failure {
  const hint = 'see in which line of the list it stands: lra doctor';
  const { data } = dependencyCycle(ring, hint);
  const message = `nothing can be imported: tasks here wait for each other already, ${ring[0]} is one of them`;
  return { code: 'corrupt_state', message, hint, ...(data ? { data } : {}) };
}

/** The id of the task that lost a dependency; null when none of the ring was imported. */
function cutRing(
  draft: Draft,
  ring: Ring,
  lineOf: ReadonlyMap<string, number>,
  skipped: Skipped[],
): string | null {
  let cut: { readonly id: string; readonly on: string; readonly line: number } | null = null;
  for (const { id, on } of dependenciesIn(ring)) {
    const line = lineOf.get(id);
    if (line !== undefined && (!cut || line > cut.line)) cut = { id, on, line };
  }
  if (!cut) return null;
  const { id, on, line } = cut;
  draft.update(id, { dependencies: draft.task(id)!.dependencies.filter((one) => one !== on) });
  skipped.push({ line, reason: `${id}: the dependency ${on} closes a ring` });
  return id;
}
