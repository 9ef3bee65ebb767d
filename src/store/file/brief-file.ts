import { join } from 'node:path';
import type { TaskGraph } from '../../core/graph/graph.ts';
import type { Entry } from '../../core/record/change.ts';
import { isErrno, readIfThere, type StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';
import { ADOPT } from './origin.ts';

export function briefPath(layout: Layout, id: string): string {
  return join(layout.tasks, `${id}.md`);
}

/**
 * The text of a brief, also of one that was moved aside a moment ago or not yet moved back, without a byte order mark and with plain line
 * ends; null while it was not made.
 */
export function readBrief(fs: StoreFs, layout: Layout, id: string): string | null {
  const bytes = readIfThere(fs, briefPath(layout, id)) ?? readIfThere(fs, trashPath(layout, id));
  return (
    bytes
      ?.toString('utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n') ?? null
  );
}

/**
 * Moves the briefs of tasks that are gone aside, and those of restored ones back: people and agents wrote on them, so
 * they are never deleted. Which tasks are here decides, so that it can be done again at any time. Whoever moved one looks
 * again: suspended just before, it may have moved a brief that others had restored meanwhile.
 */
export function settleBriefs(
  fs: StoreFs,
  layout: Layout,
  graph: TaskGraph,
  entries: readonly Entry[],
  graphNow: () => TaskGraph,
): void {
  const ids = entries.flatMap(movedTasks);
  for (let current = graph; moveBriefs(fs, layout, current, ids); ) current = graphNow();
}

/** Tells whether a brief was moved. */
function moveBriefs(fs: StoreFs, layout: Layout, graph: TaskGraph, ids: readonly string[]): boolean {
  let hasMoved = false;
  for (const id of ids) {
    const place = briefPath(layout, id);
    if (!graph.find(id)) hasMoved = move(fs, place, trashPath(layout, id)) || hasMoved;
    else if (!fs.existsSync(place)) hasMoved = move(fs, trashPath(layout, id), place) || hasMoved;
  }
  return hasMoved;
}

function movedTasks({ changes, undoes, command }: Entry): string[] {
  const mayBeBack = undoes !== undefined || command === ADOPT;
  return changes.flatMap((change) =>
    change.op === 'task.delete' || (change.op === 'task.create' && mayBeBack) ? [change.task.id] : [],
  );
}

function trashPath(layout: Layout, id: string): string {
  return join(layout.trash, `${id}.md`);
}

/** False when there was nothing to move. */
function move(fs: StoreFs, from: string, to: string): boolean {
  try {
    fs.renameSync(from, to);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
