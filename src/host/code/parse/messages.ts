import type { FileDetails, FileFacts, SkippedFile } from '../../../core/codebase/facts.ts';

/** Larger files are skipped, in bytes: a syntax tree takes some dozens of times the memory of its source. */
export const MAX_SOURCE_BYTES = 16 * 1024 * 1024;

export type SkipReason = SkippedFile['reason'];

/** What the pool asks a source worker. One at a time: a worker answers requests in their order. */
export interface ParseRequest {
  /** Chosen by the pool; the answer bears it. */
  readonly id: number;
  /** Relative to the root of the code; its extension says the language. */
  readonly path: string;
  /** The bytes of the file, or its absolute path for the worker to read. Bytes may be transferred. */
  readonly source: Uint8Array | string;
  readonly want: 'facts' | 'details';
}

/** What a source worker answers: exactly one of `facts`, `details` and `skipped`. It never throws. */
export interface ParseAnswer {
  readonly id: number;
  readonly facts?: FileFacts;
  readonly details?: FileDetails;
  /** Why the file could not be measured. */
  readonly skipped?: SkipReason;
  /**
   * The worker should be ended and replaced: the memory of its parsers has grown large, and never shrinks, or they broke.
   * It still answers what it is asked, with `unparsable` if they broke.
   */
  readonly spent: boolean;
}
