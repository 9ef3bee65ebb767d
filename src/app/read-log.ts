import type { Failure } from '../core/failure.ts';
import { type LogLine, logLineOf, logLineOfRecord } from '../core/record/summary.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { findTask } from '../core/task/find.ts';
import type { View } from '../ports/store.ts';
import type { Deps } from './deps.ts';
import { readCount } from './task-page.ts';

export interface ReadLogRequest {
  /** Only what happened to this task, which may be deleted. */
  readonly id?: string | undefined;
  /** Default 20; 0 for all there is. */
  readonly limit?: number | undefined;
}

export interface LogAnswer {
  /** The newest first. */
  readonly entries: readonly LogLine[];
  /** There are older ones. */
  readonly truncated: boolean;
}

const DEFAULT_LIMIT = 20;

/** The history of the project, or of one task. Failures: usage, not_found. */
export async function readLog(
  deps: Pick<Deps, 'store'>,
  { id, ...request }: ReadLogRequest = {},
): Promise<Result<LogAnswer, Failure>> {
  const read = readFields({ limit: readCount }, request);
  if (!read.ok) return err(usageOf(read.failure));
  const limit = read.value.limit ?? DEFAULT_LIMIT;
  const scope = { kind: 'tasks', ids: id === undefined ? [] : [id] } as const;
  const log = await deps.store.read(scope, (view) =>
    id === undefined ? ok(newest(projectLines(view), limit)) : taskLog(view, id, limit),
  );
  return log.ok ? log.value : log;
}

function* projectLines(view: View): Generator<LogLine> {
  for (const entry of view.entries()) {
    const line = logLineOf(entry);
    if (line) yield line;
  }
}

function taskLog(view: View, id: string, limit: number): Result<LogAnswer, Failure> {
  const { entries } = view.record(id);
  const found = findTask(view.graph, id);
  if (entries.length === 0 && !found.ok) return found;
  return ok(
    newest(
      entries.toReversed().map((entry) => logLineOfRecord(id, entry)),
      limit,
    ),
  );
}

function newest(lines: Iterable<LogLine>, limit: number): LogAnswer {
  const entries: LogLine[] = [];
  for (const line of lines) {
    if (limit !== 0 && entries.length === limit) return { entries, truncated: true };
    entries.push(line);
  }
  return { entries, truncated: false };
}
