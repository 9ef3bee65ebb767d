import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../core/json.ts';
import { readChecked, writeChecked } from '../host/checked-file.ts';

/** A state as it was at one moment. */
export interface SavedCheckpoint<S extends JsonValue = JsonValue> {
  /** Grows by one with each save. */
  readonly sequence: number;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly state: S;
}

export interface CheckpointManagerOptions {
  /** Made when the first one is saved. */
  readonly folder: string;
  /** How many are kept, 1 or more; default 5. */
  readonly keep?: number;
}

const FILE = /^checkpoint-(\d{8,})\.json$/;

/** Keeps the last checkpoints of one piece of work, a file each, with a checksum. For one process at a time. */
export class CheckpointManager<S extends JsonValue = JsonValue> {
  readonly #folder: string;
  readonly #keep: number;

  /** Throws RangeError for a number to keep that is no whole number from 1 on. */
  constructor({ folder, keep = 5 }: CheckpointManagerOptions) {
    if (!Number.isSafeInteger(keep) || keep < 1)
      throw new RangeError(`keep is a whole number from 1 on, not ${keep}`);
    this.#folder = folder;
    this.#keep = keep;
  }

  /** Saves a state; on disk when this returns. The oldest ones go. Throws what the system says. */
  save(state: S): SavedCheckpoint<S> {
    const checkpoint = { sequence: (this.#sequences()[0] ?? 0) + 1, at: new Date().toISOString(), state };
    writeChecked(this.#fileOf(checkpoint.sequence), checkpoint as JsonObject);
    this.prune();
    return checkpoint;
  }

  /** The newest that is whole: a damaged one is skipped for the one before. Null when there is none. */
  restore(): SavedCheckpoint<S> | null {
    return this.list()[0] ?? null;
  }

  /** All that are whole, the newest first. */
  list(): readonly SavedCheckpoint<S>[] {
    return this.#sequences().flatMap((sequence) => {
      const read = readChecked(this.#fileOf(sequence));
      return read === undefined || read === 'damaged' ? [] : (read.value as unknown as SavedCheckpoint<S>);
    });
  }

  /** Deletes all but the newest; returns how many went. A whole one is kept, however old, while all newer ones are damaged. */
  prune(keep = this.#keep): number {
    const good = this.restore()?.sequence;
    const old = this.#sequences()
      .slice(keep)
      .filter((sequence) => sequence !== good);
    for (const sequence of old) rmSync(this.#fileOf(sequence), { force: true });
    return old.length;
  }

  #fileOf(sequence: number): string {
    return join(this.#folder, `checkpoint-${String(sequence).padStart(8, '0')}.json`);
  }

  /** The newest first. */
  #sequences(): readonly number[] {
    let names: readonly string[] = [];
    try {
      names = readdirSync(this.#folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return names
      .flatMap((name) => Number(FILE.exec(name)?.[1] ?? []))
      .filter(Boolean)
      .sort((a, b) => b - a);
  }
}
