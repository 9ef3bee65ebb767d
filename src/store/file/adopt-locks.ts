import type { Entry } from '../../core/record/change.ts';
import type { Draft } from '../../core/record/draft.ts';
import { Rewind } from '../../core/record/rewind.ts';
import { corrupt } from './lines.ts';
import type { LocksDocument } from './locks-file.ts';
import type { Model } from './model.ts';

/**
 * Takes over what other hands did to `locks.json`, held against what it said when lra wrote it: a lease that they
 * changed, and that stood still since, is taken over; one that they let be stays as it is now. Leases of tasks that are
 * not there are dropped. Failures are thrown: corrupt_state with file and line.
 */
export function adoptLocks(
  path: string,
  model: Model,
  file: LocksDocument,
  draft: Draft,
  entries: () => Iterable<Entry>,
): void {
  const refuse = (id: string, reason: string): never => {
    throw corrupt(path, file.lineOf(id), `the lease of ${id}: ${reason}`);
  };
  if (file.generation > model.generation)
    throw corrupt(path, 1, `generation ${file.generation} is yet to come`);
  const { leases } = draft.graph;
  const written = leasesAt(path, model, file.generation, draft, entries);
  const theirs = new Map(file.leases.map((lease) => [lease.task_id, lease]));
  for (const id of new Set([...theirs.keys(), ...written.keys()])) {
    const lease = theirs.get(id) ?? null;
    if (!draft.graph.find(id) || isEqual(lease, written.get(id))) continue;
    if (isEqual(lease, leases.get(id))) continue;
    if (!isEqual(written.get(id), leases.get(id))) refuse(id, 'it changed since this copy was written');
    if (lease && lease.token > model.generation) refuse(id, `the token ${lease.token} was never given out`);
    draft.setLease(id, lease);
  }
}

/** The leases as a generation left them. */
function leasesAt(
  path: string,
  model: Model,
  generation: number,
  draft: Draft,
  entries: () => Iterable<Entry>,
) {
  const past = new Rewind([], draft.graph.leases);
  // What the draft has done so far is not in the log yet.
  past.before(draft);
  let reached = model.generation + 1;
  if (reached > generation + 1) {
    for (const entry of entries()) {
      if (entry.generation <= generation) break;
      reached = entry.generation;
      past.before(entry);
    }
  }
  if (reached > generation + 1) throw corrupt(path, 1, 'this copy is older than the log remembers');
  return past.leases;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
