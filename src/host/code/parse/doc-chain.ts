import { isLicence } from './comment-kinds.ts';
import type { Dialect } from './dialect.ts';

/** Members begin behind it, as on a line of their own. */
const ACCESS = /\b(?:public|protected|private)\s*:\s*$/;

const BLANK_LINE = /\n[ \t\r]*\n/;

/** No more modifiers stand in front of a definition, in UTF-16 units; nor is a line read further back. */
const FAR = 1_000;

/** The doc comment that stands right above where the file is read: comments and decorators without a blank line between. */
export class DocChain {
  readonly #source: string;
  readonly #dialect: Dialect;
  #start = 0;
  #end = -1;
  #documents = false;
  #atTop = false;
  #behindCode = false;

  constructor(source: string, dialect: Dialect) {
    this.#source = source;
    this.#dialect = dialect;
  }

  /** Reads a comment. At the top are those with no code before them. */
  comment(start: number, end: number, atTop: boolean): void {
    if (start < this.#end) return;
    const text = this.#source.slice(start, end).trimEnd();
    const kind = this.#dialect.kindOf(text);
    const continues = this.#reaches(start);
    if (!continues) this.#behindCode = this.#isBehindCode(start);
    // Of several blocks the last one counts; lines belong together.
    const begins = kind === 'doc' && (!this.#documents || text.startsWith('/*'));
    if (!continues || kind === 'module' || begins) {
      this.#start = start;
      this.#atTop = atTop;
      this.#documents = kind === 'doc';
    }
    this.#end = start + text.length;
  }

  /** Reads what may stand between a comment and what it documents. */
  skip(start: number, end: number): void {
    if (this.#reaches(start)) this.#end = end;
  }

  /** Whether what begins here is documented. A licence above the first definition is no documentation. */
  documents(start: number): boolean {
    return (
      this.#documents &&
      this.#reaches(start) &&
      !(this.#atTop && isLicence(this.#source.slice(this.#start, this.#end)))
    );
  }

  /** Whether only modifiers stand between the end of the chain and a place. */
  #reaches(start: number): boolean {
    if (this.#end < 0 || start < this.#end || start - this.#end > FAR) return false;
    const between = this.#source.slice(this.#end, start);
    // A comment behind code is about that code, or about what follows on the same line.
    if (this.#behindCode ? between.includes('\n') : BLANK_LINE.test(between)) return false;
    return this.#dialect.between.test(between);
  }

  #isBehindCode(start: number): boolean {
    const before = this.#source.slice(Math.max(0, start - FAR), start);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    return line.trim() !== '' && !ACCESS.test(line);
  }
}
