import { join } from 'node:path';
import { recordFault } from '../../core/check/record-fault.ts';
import { isJsonObject } from '../../core/json.ts';
import type { TaskRecord } from '../../core/record/record.ts';
import type { Layout } from './layout.ts';
import { corrupt, document, headLine, type ParsedDocument, parseDocument } from './lines.ts';

export function recordPath(layout: Layout, id: string): string {
  return join(layout.records, `${id}.json`);
}

/** The history of a task in the bytes of its file. Failures: corrupt_state with file and line. */
export function parseRecord(path: string, id: string, bytes: Uint8Array): TaskRecord {
  const parsed = parseDocument(path, bytes);
  for (const { line, reason } of recordFaults(parsed)) throw corrupt(path, line, reason);
  return { task_id: id, entries: (parsed.value as TaskRecord).entries };
}

/** Everything that is wrong with the document of a record. */
export function* recordFaults({
  value,
  lineOf,
}: ParsedDocument): Generator<{ line: number; reason: string }> {
  if (!isJsonObject(value) || !Array.isArray(value.entries)) {
    yield { line: 1, reason: 'a record is an object with task_id and entries' };
    return;
  }
  for (const [index, entry] of value.entries.entries()) {
    const fault = recordFault(entry);
    if (fault) yield { line: lineOf('entries', index), reason: `entry ${index + 1} of the record: ${fault}` };
  }
}

/** The text of a record file. */
export function recordText(record: TaskRecord): string {
  const lines = record.entries.map((entry) => JSON.stringify(entry));
  return document(headLine({ task_id: record.task_id }, 'entries'), lines);
}
