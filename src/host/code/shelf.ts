/** Values that were known before, and those of them that are still in use, or new. */
export class Shelf<V> {
  readonly #before: ReadonlyMap<string, V>;
  readonly #after = new Map<string, V>();
  #hasNew = false;

  constructor(before: ReadonlyMap<string, V> = new Map()) {
    this.#before = before;
  }

  /** A value that is known; asking for it keeps it. */
  find(key: string): V | undefined {
    const kept = this.#after.get(key);
    if (kept !== undefined) return kept;
    const value = this.#before.get(key);
    if (value !== undefined) this.#after.set(key, value);
    return value;
  }

  keep(key: string, value: V): void {
    this.#hasNew = true;
    this.#after.set(key, value);
  }

  /** Forgets a value that is wrong by now. */
  drop(key: string): void {
    this.#after.delete(key);
  }

  /** Whether what is kept differs from what was known before. */
  get isChanged(): boolean {
    return this.#hasNew || this.#after.size !== this.#before.size;
  }

  entries(): [string, V][] {
    return [...this.#after];
  }
}
