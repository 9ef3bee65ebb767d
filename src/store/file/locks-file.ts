import { leaseFault } from '../../core/check/lease-fault.ts';
import { isJsonObject } from '../../core/json.ts';
import type { Lease } from '../../core/lease/lease.ts';
import { SCHEMA_VERSION } from '../../core/project.ts';
import { corrupt, document, headLine, type ParsedDocument, parseDocument } from './lines.ts';

/** What `locks.json` says: the leases, and a generation that no later token may fall below. */
export interface Locks {
  readonly generation: number;
  readonly leases: readonly Lease[];
}

/** The same, read from a file. */
export interface LocksDocument extends Locks {
  /** The 1-based line of a task's lease; 1 when it has none. */
  lineOf(id: string): number;
}

export const NO_LOCKS: LocksDocument = { generation: 0, leases: [], lineOf: () => 1 };

export function locksText(locks: Locks): string {
  const head = headLine({ schema_version: SCHEMA_VERSION, generation: locks.generation }, 'leases');
  return document(
    head,
    locks.leases.map((lease) => JSON.stringify(lease)),
  );
}

/** Reads `locks.json`, whoever wrote it. Failures: corrupt_state with file and line. */
export function parseLocks(path: string, bytes: Uint8Array): LocksDocument {
  const parsed = parseDocument(path, bytes);
  for (const { line, reason } of lockFaults(parsed)) throw corrupt(path, line, reason);
  const { generation, leases } = parsed.value as Locks;
  const lineOf = (id: string) =>
    parsed.lineOf(
      'leases',
      leases.findIndex((lease) => lease.task_id === id),
    );
  return { generation, leases, lineOf };
}

/** Everything that is wrong with a document of leases. */
export function* lockFaults({ value, lineOf }: ParsedDocument): Generator<{ line: number; reason: string }> {
  const isWhole = isJsonObject(value) && Array.isArray(value.leases);
  if (!isWhole || !Number.isSafeInteger(value.generation) || (value.generation as number) < 0) {
    yield { line: 1, reason: 'locks.json is an object with schema_version, generation and leases' };
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, lease] of (value.leases as unknown[]).entries()) {
    const id = isJsonObject(lease) ? lease.task_id : undefined;
    const fault = leaseFault(lease) ?? (seen.has(id) ? 'the task is leased twice' : null);
    const name = typeof id === 'string' ? `the lease of ${id.slice(0, 80)}` : `lease ${index + 1}`;
    if (fault) yield { line: lineOf('leases', index), reason: `${name}: ${fault}` };
    seen.add(id);
  }
}
