import type { FileFacts } from '../../core/codebase/facts.ts';
import { isJsonObject } from '../../core/json.ts';
import type { Declaration } from './manifests/read-manifest.ts';
import type { SkipReason } from './parse/messages.ts';

/** What a source file's content comes to; `foreign` is made by a program. */
export type Finding = FileFacts | SkipReason | 'foreign';

/** A file that need not be read while it bears this stamp, and the hash of its bytes. */
export type Known = readonly [stamp: string, hash: string];

/** What the cache is on disk: the entries of its shelves. */
export interface Kept {
  readonly files: [string, Known][];
  readonly findings: [string, Finding][];
  readonly declarations: [string, Declaration | 'none'][];
}

/** Whether a document is one of ours. A repository can bring a file of that name, with a true hash and anything in it. */
export function isKept(value: unknown): value is Kept {
  return (
    isJsonObject(value) &&
    isShelf(value.files, (known) => isTexts(known) && known.length === 2) &&
    isShelf(value.findings, (finding) => typeof finding === 'string' || isFacts(finding)) &&
    isShelf(value.declarations, (one) => one === 'none' || isDeclaration(one))
  );
}

function isShelf(value: unknown, isValue: (value: unknown) => boolean): boolean {
  return (
    Array.isArray(value) &&
    value.every((entry) => Array.isArray(entry) && typeof entry[0] === 'string' && isValue(entry[1]))
  );
}

function isFacts(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    [value.bytes, value.functions, value.commented].every(Number.isSafeInteger) &&
    typeof value.documented === 'boolean' &&
    isTexts(value.imports)
  );
}

function isDeclaration(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    typeof value.kind === 'string' &&
    (value.name === null || typeof value.name === 'string') &&
    isTexts(value.members)
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
