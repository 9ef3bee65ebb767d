import { isJsonObject, type JsonValue } from '../core/json.ts';
import { keepDerivedFile, readTextFile } from './text-file.ts';

/** What a text was parsed to. The text itself is the proof that the value is its own: no hash, no dates of files. */
export interface ParsedEntry {
  readonly key: string;
  readonly text: string;
  readonly value: JsonValue;
}

/**
 * Remembers parsed texts in a derived file, so that a parser is loaded only for what changed. The file may be damaged,
 * missing or not writable: then everything is parsed again. Its values are for the caller to check, as any input is.
 */
export class ParsedCache {
  readonly #file: string;
  #entries: Map<string, ParsedEntry> | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** The value of a text that was kept under this key; undefined when it was another text, or none. */
  find(key: string, text: string): JsonValue | undefined {
    const entry = this.#known.get(key);
    return entry?.text === text ? entry.value : undefined;
  }

  /** Keeps an entry, and of the others those whose keys are named. */
  keep(entry: ParsedEntry, others: readonly string[] = []): void {
    const kept = others.flatMap((key) => this.#known.get(key) ?? []);
    this.#entries = new Map([...kept, entry].map((one) => [one.key, one]));
    keepDerivedFile(this.#file, `${JSON.stringify([...this.#entries.values()])}\n`);
  }

  get #known(): Map<string, ParsedEntry> {
    this.#entries ??= readEntries(this.#file);
    return this.#entries;
  }
}

function readEntries(file: string): Map<string, ParsedEntry> {
  const read = readTextFile(file);
  const entries = new Map<string, ParsedEntry>();
  if (!read.ok || read.value === null) return entries;
  try {
    const list: unknown = JSON.parse(read.value);
    for (const entry of Array.isArray(list) ? list : []) {
      if (isJsonObject(entry) && typeof entry.key === 'string' && entry.value !== undefined) {
        entries.set(entry.key, entry as unknown as ParsedEntry);
      }
    }
  } catch {
    // Derived: as good as missing.
  }
  return entries;
}
