import type { Lifecycles } from '../../core/graph/seed.ts';
import type { Repair } from '../../ports/doctor.ts';
import type { StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';
import { keepOriginal, replaceFile } from './originals.ts';

/** What repairing works with; the lock is held. */
export interface Repairing {
  readonly fs: StoreFs;
  readonly layout: Layout;
  readonly lifecycles: Lifecycles;
  /** When, UTC ISO 8601: a part of the names of the originals. */
  readonly at: string;
  readonly tmpPath: () => string;
  readonly isFromGit: () => boolean;
}

/** Puts a text in the place of a file, and keeps the file under another name. */
export function replace(
  repairing: Repairing,
  path: string,
  pieces: readonly Uint8Array[],
  message: string,
): Repair {
  const original = keepOriginal(repairing.fs, path, repairing.at);
  replaceFile(repairing.fs, repairing.tmpPath(), path, pieces);
  return { message, file: path, original };
}
