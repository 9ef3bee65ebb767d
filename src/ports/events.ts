import type { LoggedEvent, RunEvent } from '../core/run/event.ts';

/** The project's log of events: numbered, bounded, shared by all processes of the project. */
export interface Events {
  /** Adds an event; one that cannot be written is lost without harm to the work it tells of. Returns its number, or null. */
  append(event: RunEvent, head: { readonly at: string; readonly agent: string | null }): number | null;
  /** The events after a number that are still kept, the oldest first. */
  since(seq: number): Iterable<LoggedEvent>;
  /** The same, and then each new one as it comes, until the signal. */
  follow(seq: number, signal: AbortSignal): AsyncIterable<LoggedEvent>;
  /** The number of the newest event; 0 before the first. */
  last(): number;
}
