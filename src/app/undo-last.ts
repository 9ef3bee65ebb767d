import { type Failure, fail } from '../core/failure.ts';
import { changedTask, type Entry } from '../core/record/change.ts';
import { replacedSince } from '../core/record/replaced.ts';
import { lastUndoable, type UndoneChange, undo } from '../core/record/undo.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Scope } from '../ports/store.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

export interface UndoAnswer {
  /** The transaction that was taken back, and what that did. */
  readonly undone: Pick<Entry, 'tx' | 'command' | 'at'> & { readonly changes: readonly UndoneChange[] };
}

/** Takes back the asker's last transaction that was not yet undone. Failures: nothing_to_undo, undo_conflict. */
export async function undoLast(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
): Promise<Result<UndoAnswer, Failure>> {
  const { agent } = deps.asker;
  for (;;) {
    const found = await deps.store.read({ kind: 'tasks', ids: [] }, (view) =>
      lastUndoable(view.entries(), agent),
    );
    if (!found.ok) return found;
    if (!found.value) return err(nothingToUndo(agent));
    const done = await takeBack(deps, found.value);
    if (!done.ok) return done;
    if (done.value) return ok(done.value);
  }
}

/** Null when the agent did something else meanwhile: what is to be undone is named before the transaction begins. */
async function takeBack(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  entry: Entry,
): Promise<Result<UndoAnswer | null, Failure>> {
  const moment = momentOf(deps);
  const { tx, command, at } = entry;
  return deps.store.transact(headOf(deps, moment, 'undo', { undoes: tx }), scopeOf(entry), (transaction) => {
    if (lastUndoable(transaction.entries(), deps.asker.agent)?.tx !== tx) return ok(null);
    const replaced = replacedSince(transaction.entries(), tx);
    const changes = undo(transaction.draft, entry, deps.asker, moment, replaced);
    return changes.ok ? ok({ undone: { tx, command, at, changes: changes.value } }) : changes;
  });
}

function scopeOf({ changes }: Entry): Scope {
  return { kind: 'tasks', ids: [...new Set(changes.flatMap((change) => changedTask(change) ?? []))] };
}

function nothingToUndo(agent: string): Failure {
  return fail('nothing_to_undo', `${agent} has done nothing that is not undone already`, {
    hint: 'see who did what: lra log',
  });
}
