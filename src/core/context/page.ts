import { clip } from './clip.ts';
import type { Chosen, Entry, EntryWriter, Frame, Group } from './offer.ts';

const ASCII = /^[\x00-\x7f]*$/;

/** An entry at one length. */
export interface Slot {
  readonly group: Group;
  readonly index: number;
  readonly write: EntryWriter;
  /** How many tokens each of its texts may have. */
  readonly allowance: number;
  readonly entry: Entry;
  readonly cost: number;
  /** Whether no text in it was cut. */
  readonly isWhole: boolean;
}

/** A page that is being filled: its entries, what they are estimated to cost, and the way back. */
export class Page {
  readonly #frame: Frame;
  readonly #count: (text: string) => number;
  readonly #slots: Slot[] = [];
  readonly #steps: { readonly at: number; readonly before: Slot | null; readonly cost: number }[] = [];
  #spent = 0;
  #kept = 0;
  /** How much more entries cost together than each alone, which is little. */
  #together = 1;

  constructor(frame: Frame, count: (text: string) => number) {
    this.#frame = frame;
    this.#count = count;
  }

  get slots(): readonly Slot[] {
    return this.#slots;
  }

  /** Tokens: exact after `measure`, an estimate after the steps that follow it. */
  get spent(): number {
    return this.#spent;
  }

  /** How many steps can be taken back. */
  get steps(): number {
    return this.#steps.length;
  }

  /** An entry that could be put on the page, each of its texts within `allowance` tokens. */
  open(group: Group, index: number, allowance: number): Slot {
    return this.#slot(group, index, group.open(index), allowance);
  }

  /** The same entry at another length. */
  rewrite({ group, index, write }: Slot, allowance: number): Slot {
    return this.#slot(group, index, write, allowance);
  }

  /** Whether the page stays within a limit with an entry at its end, or in the place of another form of it. */
  hasRoom(slot: Slot, limit: number, at = this.#slots.length): boolean {
    return this.#spent + this.#growth(slot, at) * this.#together <= limit;
  }

  /** Puts an entry at the end of the page, or in the place of another form of it. */
  put(slot: Slot, at = this.#slots.length): void {
    const cost = this.#growth(slot, at);
    this.#steps.push({ at, before: this.#slots[at] ?? null, cost });
    this.#slots[at] = slot;
    this.#spent += cost * this.#together;
  }

  /** Takes back the last steps until they saved this many tokens, or none is left. */
  takeBack(tokens: number): void {
    for (let saved = 0; saved < tokens && this.#steps.length > 0; ) {
      const { at, before, cost } = this.#steps.pop()!;
      if (before) this.#slots[at] = before;
      else this.#slots.length = at;
      saved += cost * this.#together;
    }
  }

  /** Makes what is on the page now the least there will be: `takeBack` goes no further. */
  keep(): void {
    this.#steps.length = 0;
    this.measure();
    this.#kept = this.#spent;
  }

  /** Counts the page as it would be written. */
  measure(): void {
    this.#spent = this.#count(this.#frame.render(this.chosen()));
    const estimated = this.#steps.reduce((sum, { cost }) => sum + cost, 0);
    if (estimated > 0) this.#together = Math.max(1, (this.#spent - this.#kept) / estimated);
  }

  /** What is on the page, by group, each in the order of its group. */
  chosen(): Chosen {
    const chosen = new Map<string, Entry[]>();
    for (const { group, entry } of this.#slots.toSorted((a, b) => a.index - b.index)) {
      const list = chosen.get(group.name);
      if (list) list.push(entry);
      else chosen.set(group.name, [entry]);
    }
    return chosen;
  }

  #growth(slot: Slot, at: number): number {
    return slot.cost - (this.#slots[at]?.cost ?? 0);
  }

  #slot(group: Group, index: number, write: EntryWriter, allowance: number): Slot {
    let isWhole = true;
    const entry = write((text) => {
      const clipped = clip(text, allowance, (part) => this.#costOf(this.#frame.text(part), allowance));
      isWhole &&= clipped.isWhole;
      return clipped.text;
    });
    const cost = this.#count(this.#frame.entry(group.name, entry));
    return { group, index, write, allowance, entry, cost, isWhole };
  }
  /** A token is a byte at least: most texts are so short that they need no counting. */
  #costOf(text: string, allowance: number): number {
    return text.length <= allowance && ASCII.test(text) ? text.length : this.#count(text);
  }
}
