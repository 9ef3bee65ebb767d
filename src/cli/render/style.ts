/** How text looks on this output: coloured or plain, and how wide. Decided once, in `cli/io.ts`. */
export interface Style {
  readonly color: boolean;
  /** Columns to stay within; Infinity when piped. */
  readonly width: number;
  /** Now, for relative times; milliseconds since the epoch. */
  readonly now: number;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
  magenta(text: string): string;
  /** Makes text that came from a task safe to show on one line: control characters and escapes become visible. */
  data(text: string): string;
  /** The same for a text of several lines: keeps its line breaks and tabs. */
  block(text: string): string;
}
