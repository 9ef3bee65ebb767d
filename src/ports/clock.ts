/** The wall clock. It may jump; nothing relies on its order. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}
