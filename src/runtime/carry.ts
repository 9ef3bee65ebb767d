import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.ts';
import type { Checkpoint } from '../core/record/checkpoint.ts';

/** What an agent said of its work, in its own checkpoints: all that another could go on from. */
export interface Said {
  readonly note: string | null;
  readonly completed: readonly string[];
  readonly remaining: readonly string[];
  readonly files: readonly string[];
  readonly state: JsonValue;
}

/** The key that marks the state of a worker's own checkpoint. */
const OURS = 'lra_work';

/** A worker's state, with that of the agent inside it: what the agent left must not be hidden behind it. */
export function ownState(work: JsonObject, agent: JsonValue): JsonObject {
  return { [OURS]: work, agent };
}

export function isOwnState(state: JsonValue): boolean {
  return isJsonObject(state) && isJsonObject(state[OURS] ?? null);
}

/** What the agents said, the newest first, each once; the worker's checkpoints carry it on. */
export function saidIn(checkpoints: readonly Checkpoint[]): readonly Said[] {
  const all: Said[] = [];
  for (const checkpoint of checkpoints.toReversed()) {
    const said = saidBy(checkpoint);
    const isEmpty =
      said.state === null && said.note === null && said.completed.length + said.remaining.length === 0;
    if (!isEmpty && JSON.stringify(said) !== JSON.stringify(all.at(-1))) all.push(said);
  }
  return all;
}

function saidBy({ note, completed, remaining, files, state }: Checkpoint): Said {
  const inner = isOwnState(state) ? ((state as JsonObject).agent ?? null) : state;
  return { note, completed, remaining, files: isOwnState(state) ? [] : files, state: inner };
}
