/** Counts tokens as the o200k_base encoding does. */
export interface TokenCounter {
  /** The number of tokens of a text. */
  count(text: string): number;
}
