import type { GraphNode } from '../core/graph/node.ts';
import { err, ok } from '../core/result.ts';
import { quote, type Reader } from '../core/task/fields.ts';
import type { TaskJson } from './task-json.ts';

/** Which part of a list is wanted. */
export interface PageRequest {
  /** Default 50; 0 for all. */
  readonly limit?: number | undefined;
  /** How many to leave out at the start. */
  readonly offset?: number | undefined;
}

/** A part of a list of tasks. */
export interface TaskPage {
  readonly tasks: readonly TaskJson[];
  /** How many there are in the whole list. */
  readonly total: number;
  readonly returned: number;
  /** There are more behind these. */
  readonly truncated: boolean;
}

const DEFAULT_LIMIT = 50;

/** A whole number, zero or more. */
export const readCount: Reader<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0
    ? ok(Number(value))
    : err(`a limit and an offset are whole numbers, zero or more, not ${quote(value)}`);

/** The readers of a page request. */
export const PAGE = { limit: readCount, offset: readCount };

/** What a page is cut out of: an array, or all tasks of a graph. */
interface Listed {
  readonly size: number;
  slice(from: number, to: number): readonly GraphNode[];
}

/** Cuts a page out of a list; only its tasks are presented. */
export function pageOf(
  listed: readonly GraphNode[] | Listed,
  { limit = DEFAULT_LIMIT, offset = 0 }: PageRequest,
  present: (node: GraphNode) => TaskJson,
): TaskPage {
  const total = 'size' in listed ? listed.size : listed.length;
  const end = limit === 0 ? total : offset + limit;
  const tasks = listed.slice(offset, end).map(present);
  return { tasks, total, returned: tasks.length, truncated: end < total };
}
