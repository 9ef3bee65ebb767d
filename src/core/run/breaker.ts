/** Stops work that only fails: opens after so many failures in a row. */
export class Breaker {
  readonly #limit: number;
  readonly #reasons: string[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isOpen(): boolean {
    return this.#reasons.length >= this.#limit;
  }

  /** How many tasks failed for good since the last that did not. */
  get failures(): number {
    return this.#reasons.length;
  }

  /** Why it is open, in one clause. */
  get reason(): string {
    return `${this.failures} tasks in a row failed for good, the last: ${this.#reasons.at(-1) ?? ''}`;
  }

  failed(reason: string): void {
    this.#reasons.push(reason);
  }

  succeeded(): void {
    this.#reasons.length = 0;
  }
}
