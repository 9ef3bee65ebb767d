/** Randomness, kept out of the rules. */
export interface Ids {
  /** A name for a transaction, unique among all clones of a project. */
  transaction(): string;
  /** A session, for an agent that named none. */
  session(): string;
}
