import { dependenciesIn, type Ring, ringsOf } from '../graph/cycle.ts';
import type { Draft } from '../record/draft.ts';
import type { Skipped } from './foreign-item.ts';

/** Drops one dependency of each ring, of those of imported tasks the one whose task stands last in the export. */
export function cutRings(draft: Draft, lineOf: ReadonlyMap<string, number>, skipped: Skipped[]): void {
  const rings = ringsOf(draft.graph.nodes);
  for (let ring = rings.next(); !ring.done; ) {
    ring = rings.next(cutRing(draft, ring.value, lineOf, skipped));
  }
}

/** The id of the task that lost a dependency. */
function cutRing(draft: Draft, ring: Ring, lineOf: ReadonlyMap<string, number>, skipped: Skipped[]): string {
  let cut: { readonly id: string; readonly on: string; readonly line: number } | null = null;
  for (const { id, on } of dependenciesIn(ring)) {
    const line = lineOf.get(id);
    if (line !== undefined && (!cut || line > cut.line)) cut = { id, on, line };
  }
  if (!cut) throw new Error(`a ring without an imported dependency through ${ring[0]?.node.id}`);
  const { id, on, line } = cut;
  draft.update(id, { dependencies: draft.task(id)!.dependencies.filter((one) => one !== on) });
  skipped.push({ line, reason: `${id}: the dependency ${on} closes a ring` });
  return id;
}
