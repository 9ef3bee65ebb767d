/** How much the log and the list may hold; smaller in tests, which then see many bases. */
export interface Limits {
  /** Up to this many tasks the list is written with every transaction that changes it. */
  readonly freshTasks: number;
  /** How many transactions the log holds before a new base takes them in: for small projects, and for large ones. */
  readonly tail: number;
  readonly largeTail: number;
}

export const DEFAULT_LIMITS: Limits = { freshTasks: 10_000, tail: 64, largeTail: 256 };
