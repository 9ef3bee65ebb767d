import { type Failure, fail } from '../core/failure.ts';
import { refuseForeign } from '../core/lease/authority.ts';
import { err, ok, type Result } from '../core/result.ts';
import { findTask } from '../core/task/find.ts';
import type { GitState } from '../ports/git.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

export interface RecordNoteRequest {
  readonly id: string;
  /** What was done. */
  readonly desc?: string | undefined;
  /** Take the commit, the branch and the changed files from git. */
  readonly auto?: boolean | undefined;
}

/** What git knew when a record was written. */
export interface GitEvidence extends GitState {
  /** How many there are in all; of very many, `files` has the first. */
  readonly files_changed: number;
}

/** What was written into a task's record; what git knew is there when it was asked. */
export interface WrittenRecord extends Partial<GitEvidence> {
  readonly task_id: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly agent: string;
  /** What was done; null when only git was asked. */
  readonly desc: string | null;
}

export interface RecordNoteAnswer {
  readonly record: WrittenRecord;
}

/** A change of thousands of files is told by its first ones and their number. */
const FILES_KEPT = 1000;

/**
 * Writes into a task's record what was done. Failures: usage (nothing to write), not_found (the task, or a git
 * repository), not_lease_holder, lease_lost.
 */
export async function recordNote(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'git'>,
  { id, desc = '', auto = false }: RecordNoteRequest,
): Promise<Result<RecordNoteAnswer, Failure>> {
  const said = desc.trim();
  if (said === '' && !auto) return err(nothingToRecord(id));
  const git = auto ? await deps.git.state() : null;
  if (git && !git.ok) return git;
  const moment = momentOf(deps);
  const scope = { kind: 'tasks', ids: [id] } as const;
  return deps.store.transact(headOf(deps, moment, 'record'), scope, ({ draft }) => {
    const found = findTask(draft.graph, id);
    if (!found.ok) return found;
    const refused = refuseForeign(draft, found.value, deps.asker, moment);
    if (refused) return err(refused);
    const record = { desc: said || null, ...(git ? fromGit(git.value) : {}) };
    draft.addRecord(id, record);
    return ok({ record: { task_id: id, at: draft.at, agent: deps.asker.agent, ...record } });
  });
}

function fromGit({ commit, branch, subject, files }: GitState) {
  const kept = files.slice(0, FILES_KEPT).map(({ path, added, deleted }) => ({ path, added, deleted }));
  return { commit, branch, subject, files: kept, files_changed: files.length };
}

function nothingToRecord(id: string): Failure {
  return fail('usage', 'a record needs --desc, --auto or both', {
    hint: `what git knows of it: lra record ${id} --auto`,
  });
}
