import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { LoggedEvent } from '../core/run/event.ts';
import { quote } from '../core/task/fields.ts';
import type { Deps } from './deps.ts';

export interface ReadEventsRequest {
  /** Only events after this number; else from the oldest that is kept. */
  readonly since?: number | undefined;
  /** At most so many: the newest; with `since` the first ones after it, so that a reader can go on from the last. */
  readonly limit?: number | undefined;
  /** Go on with each new event as it comes, until this says stop. */
  readonly follow?: AbortSignal | undefined;
}

export interface ReadEventsAnswer {
  /** How many were handed over. */
  readonly returned: number;
  /** The number of the newest event in the log when reading began; 0 for an empty one. */
  readonly last: number;
}

/** Hands over events in the order of their numbers, one at a time. Failure: usage. */
export async function readEvents(
  deps: Pick<Deps, 'events'>,
  request: ReadEventsRequest,
  emit: (event: LoggedEvent) => void,
): Promise<Result<ReadEventsAnswer, Failure>> {
  const { since, limit, follow } = request;
  for (const [name, value] of Object.entries({ since, limit })) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) continue;
    return err(fail('usage', `${name} is a whole number, 0 or more, not ${quote(value)}`));
  }
  const events = await deps.events();
  const last = events.last();
  const from = since ?? (limit === undefined ? 0 : Math.max(0, last - limit));
  // Without `since` the limit says where to begin, and what comes while following is beyond it.
  const most = limit === undefined || (since === undefined && follow) ? Number.POSITIVE_INFINITY : limit;
  let returned = 0;
  if (most === 0) return ok({ returned, last });
  for await (const event of follow ? events.follow(from, follow) : events.since(from)) {
    emit(event);
    returned++;
    if (returned >= most) break;
  }
  return ok({ returned, last });
}
