/** What is asked of every batch. */
export interface BatchRequest {
  /** Each is handled once, also when it is named twice. */
  readonly ids: readonly string[];
  /** Item by item: what can be done is done. Default: all or nothing. */
  readonly keepGoing?: boolean;
}
