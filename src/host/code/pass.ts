import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import { isGenerated, isMinified } from './generated.ts';
import type { Identities } from './identities.ts';
import type { Finding } from './kept.ts';
import type { SkipReason } from './parse/messages.ts';
import type { Shelf } from './shelf.ts';
import type { Sighted } from './tree-reader.ts';

/** Git looks as far for a NUL to call a file binary. */
const BINARY_HEAD = 8000;

/** A content that is to be measured, and a file that has it. */
export interface Unmeasured {
  readonly key: string;
  readonly path: string;
  readonly bytes: Buffer;
}

/** One look at the source files of a tree: what each of them holds. */
export class Pass {
  readonly #identities: Identities;
  readonly #findings: Shelf<Finding>;
  /** What each file holds: the key of its content, or why it has none. */
  readonly #sources = new Map<string, { readonly key: string } | { readonly skipped: SkipReason }>();
  /** Contents that are measured in this pass. */
  readonly #asked = new Set<string>();
  /** What came of them and is not worth keeping. */
  readonly #passing = new Map<string, SkipReason>();
  readonly #unread: Sighted[] = [];

  constructor(identities: Identities, findings: Shelf<Finding>) {
    this.#identities = identities;
    this.#findings = findings;
  }

  /** Looks at a file; reads it later, unless its hash is known and, where that is asked for, its finding too. */
  sight(path: string, needsFinding: boolean): void {
    const sighted = this.#identities.sight(path);
    if (sighted === null) return;
    if (typeof sighted === 'string') {
      this.#sources.set(path, { skipped: sighted });
      return;
    }
    const hash = this.#identities.known(sighted);
    const key = hash === undefined ? undefined : keyOf(hash, path);
    const finding = key === undefined ? undefined : this.#findings.find(key);
    if (key === undefined || (needsFinding && finding === undefined)) this.#unread.push(sighted);
    else this.#sources.set(path, { key });
  }

  /** The bytes that are left to read. */
  get unreadBytes(): number {
    return this.#unread.reduce((sum, { size }) => sum + size, 0);
  }

  get unreadFiles(): number {
    return this.#unread.length;
  }

  /** Reads what is left, the largest first, and gives out each content that is to be measured once. */
  *unmeasured(onRead: () => void = () => {}): Generator<Unmeasured> {
    for (const { path } of this.#unread.sort((a, b) => b.size - a.size)) {
      const next = this.#read(path);
      if (next) yield next;
      else onRead();
    }
  }

  /** Takes what was found; a content that broke a worker is not kept, for it may have been chance. */
  settle({ key }: Unmeasured, finding: Finding, isLasting: boolean): void {
    if (isLasting) this.#findings.keep(key, finding);
    else this.#passing.set(key, finding as SkipReason);
  }

  /** What a file holds; undefined when it is not there, or was not measured. */
  finding(path: string): Finding | undefined {
    const source = this.#sources.get(path);
    if (!source) return undefined;
    if ('skipped' in source) return source.skipped;
    return this.#passing.get(source.key) ?? this.#findings.find(source.key);
  }

  /** What tells the content of a file from others; null when it is not there or foreign. */
  token(path: string): string | null {
    const source = this.#sources.get(path);
    if (!source) return null;
    if ('skipped' in source) return source.skipped;
    return this.#findings.find(source.key) === 'foreign' ? null : source.key;
  }

  #read(path: string): Unmeasured | null {
    const read = this.#identities.read(path);
    if (read === null) return null;
    if (typeof read === 'string') {
      this.#sources.set(path, { skipped: read });
      return null;
    }
    const { hash, bytes } = read;
    const key = keyOf(hash, path);
    this.#sources.set(path, { key });
    if (this.#asked.has(key) || this.#findings.find(key) !== undefined) return null;
    this.#asked.add(key);
    const finding = withoutParser(bytes);
    if (finding === null) return { key, path, bytes };
    this.#findings.keep(key, finding);
    return null;
  }
}

function keyOf(hash: string, path: string): string {
  return hash + extname(path).toLowerCase();
}

/** What the bytes alone tell; null when it takes a parser. */
function withoutParser(bytes: Buffer): Finding | null {
  if (bytes.subarray(0, BINARY_HEAD).includes(0)) return 'binary';
  if (!isUtf8(bytes)) return 'not_utf8';
  return isGenerated(bytes) || isMinified(bytes) ? 'foreign' : null;
}
