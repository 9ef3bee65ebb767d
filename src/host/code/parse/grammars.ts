import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Parser, Query } from 'web-tree-sitter';
import { packageRoot } from '../../package-root.ts';
import { Memory } from './web-assembly.ts';

/** The grammars that are used, by the names of their files. */
export type GrammarName =
  | 'bash'
  | 'c-sharp'
  | 'cpp'
  | 'go'
  | 'java'
  | 'javascript'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'tsx'
  | 'typescript';

/** A grammar that is ready to parse: one parser and one query for all files of its kind. */
export interface OpenGrammar {
  readonly parser: Parser;
  readonly query: Query;
}

const PAGE = 64 * 1024;
/** What the parsers of a thread may take, in bytes: enough for 16 MiB of dense code, and never more. */
const MAX_MEMORY = 1024 * 1024 * 1024;
/** web-tree-sitter asks for as much to begin with. */
const FIRST_MEMORY = 32 * 1024 * 1024;

/** web-tree-sitter is one to a thread, and so is its memory: it grows up to the limit and never shrinks. */
let memory: InstanceType<typeof Memory> | null = null;

/** Bytes the parsers of this thread have taken. */
export function parserMemory(): number {
  return memory?.buffer.byteLength ?? 0;
}

/** The grammars that were opened, each with its parser. */
export class Grammars {
  readonly #open = new Map<GrammarName, Promise<OpenGrammar>>();

  /** A grammar with this query; it is loaded when it is asked for the first time. Throws when its file cannot be loaded. */
  open(name: GrammarName, query: string): Promise<OpenGrammar> {
    let open = this.#open.get(name);
    if (open === undefined) {
      open = load(name, query);
      this.#open.set(name, open);
    }
    return open;
  }
}

async function load(name: GrammarName, source: string): Promise<OpenGrammar> {
  const { Language, Parser, Query } = await import('web-tree-sitter');
  memory ??= new Memory({ initial: FIRST_MEMORY / PAGE, maximum: MAX_MEMORY / PAGE });
  // Its types do not know these options, which are Emscripten's. Only the first call of a thread does anything.
  await Parser.init({ wasmMemory: memory, printErr: () => {} } as object);
  const resolve = createRequire(join(packageRoot(), 'package.json')).resolve;
  const grammar = await Language.load(resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`));
  return { parser: new Parser().setLanguage(grammar), query: new Query(grammar, source) };
}
