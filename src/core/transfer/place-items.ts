import type { Draft } from '../record/draft.ts';
import { childId, isTaskId, rootId, TASK_PREFIX } from '../task/id.ts';
import type { ForeignItem, Skipped } from './foreign-item.ts';

/** What ids are given by. */
export interface Numbering {
  /** The id here of each foreign id; those of the items are added. */
  readonly ids: Map<string, string>;
  /** The last number drawn from a counter, where it is not the one the graph says. */
  readonly drawn: Map<string, number>;
  readonly keepIds: boolean;
}

/** Gives every item its id, a parent before its children, and returns them in that order. */
export function placeItems(
  draft: Draft,
  items: readonly ForeignItem[],
  numbering: Numbering,
  skipped: Skipped[],
): ForeignItem[] {
  const { ids } = numbering;
  const waiting = new Map(items.map((item) => [item.foreignId, item]));
  const below = new Map<string | null, ForeignItem[]>();
  for (const item of items) {
    const parent =
      item.parent !== null && (waiting.has(item.parent) || ids.has(item.parent)) ? item.parent : null;
    if (item.parent !== null && parent === null) {
      skipped.push({ line: item.line, reason: `${item.foreignId}: the parent ${item.parent} is not there` });
    }
    const siblings = below.get(parent);
    if (siblings) siblings.push(item);
    else below.set(parent, [item]);
  }
  const ordered: ForeignItem[] = [];
  const queue: (string | null)[] = [null, ...ids.keys()];
  const visit = (parent: string | null) => {
    for (const item of below.get(parent) ?? []) {
      if (!waiting.delete(item.foreignId)) continue;
      const parentId = parent === null ? null : ids.get(parent)!;
      ids.set(item.foreignId, idOf(draft, item, parentId, numbering, skipped));
      ordered.push(item);
      queue.push(item.foreignId);
    }
  };
  for (let at = 0; at < queue.length; at++) visit(queue[at]!);
  // What is left are rings of parents: their first member becomes a root.
  for (const item of [...waiting.values()]) {
    if (!waiting.has(item.foreignId)) continue;
    skipped.push({ line: item.line, reason: `${item.foreignId}: the parent ${item.parent} is below it` });
    below.set(null, [item]);
    const from = queue.length;
    visit(null);
    for (let at = from; at < queue.length; at++) visit(queue[at]!);
  }
  return ordered;
}

function idOf(
  draft: Draft,
  item: ForeignItem,
  parent: string | null,
  { drawn, keepIds }: Numbering,
  skipped: Skipped[],
): string {
  if (keepIds && item.parent === parent) return item.foreignId;
  const draw = (key: string) => {
    const n = (drawn.get(key) ?? draft.graph.lastNumber(key)) + 1;
    drawn.set(key, n);
    return n;
  };
  if (parent !== null) {
    const id = childId(parent, draw(parent));
    if (isTaskId(id)) return id;
    skipped.push({
      line: item.line,
      reason: `${item.foreignId}: nothing more can stand below the parent ${item.parent}`,
    });
  }
  return rootId(TASK_PREFIX, draw(TASK_PREFIX));
}
