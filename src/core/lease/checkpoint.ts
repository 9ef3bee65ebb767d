import type { Failure } from '../failure.ts';
import type { Checkpoint } from '../record/checkpoint.ts';
import type { Draft } from '../record/draft.ts';
import { lastCheckpoint } from '../record/record.ts';
import { err, ok, type Result } from '../result.ts';
import { findTask } from '../task/find.ts';
import type { Asker, Moment } from './lease.ts';
import { signOfLife } from './sign-of-life.ts';
import type { LeaseTerms } from './term.ts';

/** What a checkpoint says; what is left out is empty. */
export type CheckpointContent = Partial<Omit<Checkpoint, 'sequence' | 'at' | 'agent'>>;

/**
 * Leaves word of where the work on a task stands; work that nobody claimed may have some too. Counts as a heartbeat
 * of the asker's claim. Failures: not_found, not_lease_holder, lease_lost.
 */
export function checkpoint(
  draft: Draft,
  id: string,
  content: CheckpointContent,
  terms: Pick<LeaseTerms, 'orphanAfter'>,
  asker: Asker,
  moment: Moment,
): Result<Checkpoint, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const foreign = signOfLife(draft, found.value, terms, asker, moment);
  if (foreign) return err(foreign);
  return ok(addCheckpoint(draft, id, content, asker));
}

/** Writes the next checkpoint of a task that the asker was found to be free to change. */
export function addCheckpoint(
  draft: Draft,
  id: string,
  content: CheckpointContent,
  asker: Asker,
): Checkpoint {
  const { note = null, completed = [], remaining = [], files = [], state = null, commit = null } = content;
  const sequence = (lastCheckpoint(draft.record(id))?.sequence ?? 0) + 1;
  const said = { note, completed, remaining, files, state, commit };
  const checkpoint = { sequence, at: draft.at, agent: asker.agent, ...said };
  draft.addCheckpoint(id, checkpoint);
  return checkpoint;
}
