import type { JsonValue } from '../core/json.ts';
import { CheckpointError } from '../core/run/errors.ts';
import { readChecked, writeChecked } from '../host/checked-file.ts';

/** Keeps one state in a file: whole at any moment, with a checksum, over crashes and restarts. */
export class StateManager<S extends JsonValue = JsonValue> {
  readonly #file: string;

  /** The file need not be there, nor its folder. */
  constructor({ file }: { readonly file: string }) {
    this.#file = file;
  }

  /** What was saved last; null when nothing was. Throws CheckpointError for a damaged file, and what the system says. */
  load(): S | null {
    const read = readChecked(this.#file);
    if (read === undefined) return null;
    if (read === 'damaged') throw new CheckpointError(`${this.#file} is damaged`);
    return read.value as S;
  }

  /** Replaces it; on disk when this returns. Throws what the system says. */
  save(state: S): void {
    writeChecked(this.#file, state);
  }

  /** Saves what a function makes of the last state, and returns that. For one process at a time. */
  update(change: (before: S | null) => S): S {
    const state = change(this.load());
    this.save(state);
    return state;
  }
}
