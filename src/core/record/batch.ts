import { type ErrorJson, errorJson, type Failure } from '../failure.ts';
import type { Result } from '../result.ts';
import type { Draft } from './draft.ts';

/** How it went with one of many. */
export interface BatchItem {
  readonly id: string;
  /** Whether it was done, and stays so. */
  readonly ok: boolean;
  readonly error?: ErrorJson;
}

export interface BatchOutcome {
  /** Each id once, in the order it was first named. */
  readonly results: readonly BatchItem[];
  /** The first item's that failed. */
  readonly error: ErrorJson | null;
}

/**
 * Does one thing to many tasks in one draft. When any of them fails, nothing of it stays, unless told to keep going:
 * then what failed leaves nothing behind and the rest stays. `order` may say in which order the ids are to be handled.
 */
export function runBatch(
  draft: Draft,
  ids: readonly string[],
  keepGoing: boolean,
  one: (id: string) => Result<unknown, Failure>,
  order: (ids: readonly string[]) => readonly string[] = (asked) => asked,
): BatchOutcome {
  const start = draft.mark();
  const asked = [...new Set(ids)];
  const failures = new Map<string, Failure>();
  for (const id of order(asked)) {
    const before = draft.mark();
    const done = one(id);
    if (done.ok) continue;
    failures.set(id, done.failure);
    if (draft.mark() > before) draft.rollback(before);
  }
  const isUndone = failures.size > 0 && !keepGoing;
  if (isUndone && draft.mark() > start) draft.rollback(start);
  const results = asked.map((id) => itemOf(id, failures.get(id), isUndone));
  return { results, error: results.find(({ error }) => error)?.error ?? null };
}

function itemOf(id: string, failure: Failure | undefined, isUndone: boolean): BatchItem {
  return failure ? { id, ok: false, error: errorJson(failure) } : { id, ok: !isUndone };
}
