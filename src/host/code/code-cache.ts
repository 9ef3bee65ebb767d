import { createHash } from 'node:crypto';
import { keepDerivedFile, readTextFile } from '../text-file.ts';
import { type Finding, isKept, type Kept, type Known } from './kept.ts';
import type { Declaration } from './manifests/read-manifest.ts';
import { Shelf } from './shelf.ts';

const FORMAT = 1;

/** What was found at the last look at the tree. Derived: it may be missing, damaged or not writable, and then all is measured again. */
export class CodeCache {
  /** By path. */
  readonly files: Shelf<Known>;
  /** By the hash of the bytes and the extension. */
  readonly findings: Shelf<Finding>;
  /** By the hash of the bytes and the name. */
  readonly declarations: Shelf<Declaration | 'none'>;
  readonly #file: string;
  readonly #version: string;

  constructor(file: string, version: string) {
    this.#file = file;
    this.#version = `${FORMAT} ${version}`;
    const kept = readKept(file, this.#version);
    this.files = new Shelf(new Map(kept?.files));
    this.findings = new Shelf(new Map(kept?.findings));
    this.declarations = new Shelf(new Map(kept?.declarations));
  }

  /** Keeps what was asked for or added since, and nothing else. */
  save(): void {
    const shelves = { files: this.files, findings: this.findings, declarations: this.declarations };
    if (!Object.values(shelves).some((shelf) => shelf.isChanged)) return;
    const body = JSON.stringify({
      files: this.files.entries(),
      findings: this.findings.entries(),
      declarations: this.declarations.entries(),
    } satisfies Kept);
    keepDerivedFile(this.#file, `${headOf(this.#version, body)}\n${body}`);
  }
}

/** A file that was written by this version and not touched since; its own hash stands in its first line. */
function readKept(file: string, version: string): Kept | null {
  const read = readTextFile(file);
  const text = (read.ok && read.value) || '';
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== headOf(version, body)) return null;
  const kept: unknown = JSON.parse(body);
  return isKept(kept) ? kept : null;
}

function headOf(version: string, body: string): string {
  return JSON.stringify({ version, sha256: createHash('sha256').update(body).digest('hex') });
}
