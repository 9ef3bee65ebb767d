import type { Tree } from 'web-tree-sitter';
import type { FileDetails, FileFacts } from '../../../core/codebase/facts.ts';
import { OutOfTime } from './captures.ts';
import { type Reading, readingOf } from './dialects/index.ts';
import { detailsOf, factsOf } from './facts-of.ts';
import { Grammars, parserMemory } from './grammars.ts';
import type { SkipReason } from './messages.ts';
import type { Parsed } from './read-tree.ts';
import { sourceText } from './source-text.ts';
import { RuntimeError } from './web-assembly.ts';

/** What came of a file: the answer, or why there is none. */
export type Outcome<T> = { readonly value: T } | { readonly skipped: SkipReason };

/** How long a file may take, in milliseconds, and more for each MiB: many times what is usual, for machines are busy. */
const TIME = 10_000;
const TIME_PER_MIB = 2_000;
const MIB = 1024 * 1024;

/** Above that, in bytes, a thread should be replaced: a large file leaves its parsers large. */
const SPENT_MEMORY = 256 * MIB;

/** The parsers of one thread. Whatever is in a file, the answer is a value: syntax errors are parsed around. */
export class SourceParser {
  readonly #grammars = new Grammars();
  readonly #time: number;
  #broken = false;

  constructor(time = TIME) {
    this.#time = time;
  }

  /** Whether another parser in another thread should take over: this one has grown large, or broke. */
  get spent(): boolean {
    return this.#broken || parserMemory() > SPENT_MEMORY;
  }

  /** What the check needs to know of a file, whose name says the language. */
  async parseFacts(bytes: Uint8Array, path: string): Promise<Outcome<FileFacts>> {
    return this.#parse(bytes, path, (parsed) => ({ bytes: bytes.byteLength, ...factsOf(parsed) }));
  }

  /** The file in full, whose name says the language. */
  async parseDetails(bytes: Uint8Array, path: string): Promise<Outcome<FileDetails>> {
    return this.#parse(bytes, path, (parsed, { language }) => ({
      path,
      language,
      bytes: bytes.byteLength,
      ...detailsOf(parsed),
    }));
  }

  async #parse<T>(
    bytes: Uint8Array,
    path: string,
    read: (parsed: Parsed, reading: Reading) => T,
  ): Promise<Outcome<T>> {
    const reading = readingOf(path);
    if (reading === null || this.#broken) return { skipped: 'unparsable' };
    const source = sourceText(bytes);
    if ('skipped' in source) return source;
    const { parser, query } = await this.#grammars.open(reading.grammar, reading.dialect.query);
    const { dialect } = reading;
    const text = dialect.plain?.(source.text) ?? source.text;
    const deadline = performance.now() + this.#time + (bytes.byteLength / MIB) * TIME_PER_MIB;
    const expired = () => performance.now() > deadline;
    let tree: Tree | null = null;
    try {
      tree = parser.parse(text, null, { progressCallback: expired });
      if (tree === null) {
        parser.reset();
        return { skipped: 'unparsable' };
      }
      return { value: read({ root: tree.rootNode, source: text, dialect, query, expired }, reading) };
    } catch (thrown) {
      // Out of memory, or of stack, WebAssembly stops in the middle of things, and may not be called again.
      if (thrown instanceof RuntimeError || thrown instanceof RangeError) this.#broken = true;
      else if (!(thrown instanceof OutOfTime)) throw thrown;
      return { skipped: 'unparsable' };
    } finally {
      if (!this.#broken) tree?.delete();
    }
  }
}
