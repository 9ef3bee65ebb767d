import type { Entry } from '../../core/record/change.ts';
import { CHECKSUM_LENGTH, checksum } from './checksum.ts';
import type { FileIdentity } from './identity.ts';

/** The projections a transaction put in place, by what they will be known by. */
export interface ProjectionIdentities {
  readonly taskList?: FileIdentity;
  readonly locks?: FileIdentity;
}

/** A transaction as it stands in the commit log. */
export interface StoredEntry extends Entry {
  readonly files: ProjectionIdentities;
}

/** One line of JSON and one with its checksum: a file torn by a power cut is told from a whole one. */
export function encodeEntry(entry: StoredEntry): Buffer {
  const body = Buffer.from(`${JSON.stringify(entry)}\n`);
  return Buffer.concat([body, Buffer.from(`${checksum(body)}\n`)]);
}

/** The entry in a file, or null when the file is torn. */
export function decodeEntry(bytes: Buffer): StoredEntry | null {
  const body = bytes.subarray(0, -LINE_LENGTH);
  const sum = bytes.toString('latin1', bytes.length - LINE_LENGTH);
  if (bytes.length <= LINE_LENGTH || sum !== `${checksum(body)}\n`) return null;
  return JSON.parse(body.toString('utf8')) as StoredEntry;
}

/** Of the checksum's line. */
const LINE_LENGTH = CHECKSUM_LENGTH + 1;
