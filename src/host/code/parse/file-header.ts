import { isLicence } from './comment-kinds.ts';
import type { Dialect } from './dialect.ts';

interface Block {
  readonly start: number;
  end: number;
  documents: boolean;
}

const FILE_TAG = /[@\\](?:file(?:overview)?|module|packageDocumentation|mainpage)\b/i;
const BLANK_LINE = /^[ \t\r]*\n[ \t\r]*(?:\n|$)/;

/** Enough for any licence of lines, in blocks, and what is read behind one, in UTF-16 units. */
const MOST_BLOCKS = 20;
const FAR = 1_000;

/** The comments before the first code of a file, and whether one documents the file as a whole. */
export class FileHeader {
  readonly #source: string;
  readonly #dialect: Dialect;
  readonly #blocks: Block[] = [];
  #end = 0;
  #open = true;
  #marked = false;

  constructor(source: string, dialect: Dialect) {
    this.#source = source;
    this.#dialect = dialect;
  }

  /** Reads a comment; whether it has no code before it. */
  comment(start: number, end: number): boolean {
    if (!this.#open || start < this.#end) return this.#open;
    const between = this.#source.slice(this.#end, start);
    this.#open = between.length <= FAR && this.#dialect.before.test(between);
    if (!this.#open) return false;
    const text = this.#source.slice(start, end).trimEnd();
    const kind = this.#dialect.kindOf(text);
    this.#end = start + text.length;
    this.#marked ||= kind === 'module';
    const last = this.#blocks.at(-1);
    if (last !== undefined && !text.startsWith('/*') && /^\r?\n[ \t]*$/.test(between)) {
      last.end = this.#end;
      last.documents ||= kind === 'doc';
    } else if (this.#blocks.length < MOST_BLOCKS) {
      this.#blocks.push({ start, end: this.#end, documents: kind === 'doc' });
    }
    return true;
  }

  /** Whether a comment before the first code documents the file: it says so, or stands apart from the first definition. */
  get documents(): boolean {
    return this.#marked || this.#blocks.some((block) => this.#isOfFile(block));
  }

  #isOfFile({ start, end, documents }: Block): boolean {
    const text = this.#source.slice(start, end);
    if (!documents || isLicence(text)) return false;
    const next = this.#source.slice(end, end + FAR);
    const { above, mayStandApart } = this.#dialect;
    const apart = BLANK_LINE.test(next) || next.trim() === '';
    return FILE_TAG.test(text) || (apart ? mayStandApart : above.test(next.trimStart()));
  }
}
