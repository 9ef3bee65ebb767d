import type { DocumentPath, Finding } from '../finding.ts';
import { pathText } from '../finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/**
 * Reads the keys of a mapping, one by one, and notes whatever is not as it should be. What is missing or of the wrong
 * kind comes back as `undefined`, so that the checks that follow can go on with the rest.
 */
export class DocumentReader {
  readonly findings: Finding[] = [];
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  get hasErrors(): boolean {
    return this.findings.some(({ severity }) => severity === 'error');
  }

  error(path: DocumentPath, message: string): undefined {
    this.findings.push({ severity: 'error', message, path });
  }

  warning(path: DocumentPath, message: string): void {
    this.findings.push({ severity: 'warning', message, path });
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#root, key);
  }

  /** A text; notes its absence. */
  text(key: string): string | undefined {
    const value = this.#required(key);
    if (value === undefined || typeof value === 'string') return value;
    return this.error([key], `${key} must be text, not ${kindOf(value)}`);
  }

  /** A text, or null when the key is absent or empty. */
  optionalText(key: string): string | null | undefined {
    return this.has(key) && this.#root[key] !== null ? this.text(key) : null;
  }

  /** A list of texts; notes its absence. */
  texts(key: string): string[] | undefined {
    const value = this.#required(key);
    return value === undefined ? undefined : this.textsOf([key], value);
  }

  /** A mapping; notes its absence. */
  mapping(key: string): JsonObject | undefined {
    const value = this.#required(key);
    if (value === undefined || isJsonObject(value)) return value;
    return this.error([key], `${key} must be a mapping, not ${kindOf(value)}`);
  }

  /** A value as a list of texts; each that is none is noted by its place. */
  textsOf(path: DocumentPath, value: JsonValue): string[] | undefined {
    if (!Array.isArray(value)) {
      return this.error(path, `${pathText(path)} must be a list, not ${kindOf(value)}`);
    }
    const texts: string[] = [];
    value.forEach((item, i) => {
      const place = [...path, i];
      if (typeof item === 'string') texts.push(item);
      else this.error(place, `${pathText(place)} must be text, not ${kindOf(item)}${quoteHint(item)}`);
    });
    return texts.length === value.length ? texts : undefined;
  }

  #required(key: string): JsonValue | undefined {
    return this.has(key) ? this.#root[key] : this.error([], `the key ${key} is missing`);
  }
}

/** What a value is, in words. */
function kindOf(value: JsonValue): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `${typeof value} ${String(value).slice(0, 40)}`;
}

/** YAML reads `- a: b` as a mapping and `- 1` as a number, where a person meant a text. */
function quoteHint(value: JsonValue): string {
  return value === null || Array.isArray(value) ? '' : ' (put it in quotes)';
}
