import type { Budget } from '../budget.ts';
import { MAX_TEXT } from '../budget.ts';
import { JinjaFault } from '../fault.ts';

/** Collects what a template prints, up to a size. */
export class TextBuffer {
  readonly #budget: Budget;
  readonly #parts: string[] = [];
  #length = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  write(text: string): void {
    this.#length += text.length;
    if (this.#length > MAX_TEXT) throw new JinjaFault(`prints more than ${MAX_TEXT} characters`);
    this.#budget.text(text.length);
    this.#parts.push(text);
  }

  text(): string {
    return this.#parts.join('');
  }
}
