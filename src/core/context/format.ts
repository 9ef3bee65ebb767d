import type { ContextDocument } from './document.ts';
import type { Entry } from './offer.ts';

/** How a context answer is written: as JSON for programs, or as text. */
export interface ContextFormat {
  /** The whole answer, to the last newline, as it will be read. */
  document(document: ContextDocument): string;
  /** About what an entry adds to that: a line, a member of a list. */
  entry(group: string, entry: Entry): string;
  /** A text from a task, as an entry writes it. */
  text(text: string): string;
}

/** What `--json` prints, with the writer of JSON that prints it. */
export function jsonFormat(write: (value: unknown) => string = JSON.stringify): ContextFormat {
  return {
    document: (document) => `${write({ ok: true, ...document })}\n`,
    entry: (_group, entry) => `${write('count' in entry ? [entry.status, entry.count] : entry)},`,
    text: (text) => write(text),
  };
}
