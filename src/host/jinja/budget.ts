import { JinjaFault } from './fault.ts';

export const MAX_STEPS = 1_000_000;
export const MAX_TEXT = 4 * 1024 * 1024;
export const MAX_DEPTH = 800;
const CHARACTERS_COPIED_PER_STEP = 128;
const CHARACTERS_READ_PER_STEP = 8;

/** What one rendering may still spend, so that a hostile template stops early and always at the same place. */
export class Budget {
  #steps = 0;
  #depth = 0;

  /** Spends steps: one for each node evaluated and each item visited or copied. */
  step(count = 1): void {
    this.#steps += count;
    if (this.#steps > MAX_STEPS) throw new JinjaFault(`takes more than ${MAX_STEPS} steps`);
  }

  /** Pays for a text of this length before it is made. */
  text(length: number): void {
    if (length > MAX_TEXT) throw new JinjaFault(`makes a text longer than ${MAX_TEXT} characters`);
    this.step(Math.floor(length / CHARACTERS_COPIED_PER_STEP));
  }

  /** Pays for looking at each character of a text. */
  read(text: string | undefined): void {
    if (text !== undefined) this.step(Math.floor(text.length / CHARACTERS_READ_PER_STEP));
  }

  /** Goes deeper into nested evaluation; `leave` must follow. */
  enter(levels = 1): void {
    this.#depth += levels;
    if (this.#depth > MAX_DEPTH) throw new JinjaFault(`is nested more than ${MAX_DEPTH} levels deep`);
  }

  leave(levels = 1): void {
    this.#depth -= levels;
  }
}
