import { type Failure, fail } from '../failure.ts';
import type { TaskGraph } from '../graph/graph.ts';
import type { GraphNode } from '../graph/node.ts';
import { err, ok, type Result } from '../result.ts';
import { childId, DOC_PREFIX, rootId, TASK_PREFIX } from './id.ts';

/** The node of an id, or `not_found` naming the id as it was typed. */
export function findTask(graph: TaskGraph, id: string): Result<GraphNode, Failure> {
  const node = graph.find(id);
  if (node) return ok(node);
  const hint = meant(graph, id) ?? idsHere(graph);
  return err(
    fail('not_found', `no task ${JSON.stringify(id.slice(0, 80))}`, { hint, data: { id: id.slice(0, 200) } }),
  );
}

/** A hint for someone who wrote an id short: `3`, `task_3` or `TASK-003` for `task_003`; null when that is no task. */
function meant(graph: TaskGraph, typed: string): string | null {
  const [, prefix = '', numbers] =
    /^([a-z_]*?)[-_ #]?(\d{1,15}(?:[-_.]\d{1,15}){0,12})$/i.exec(typed.trim()) ?? [];
  if (numbers === undefined) return null;
  const [first, ...below] = numbers.split(/[-_.]/).map(Number);
  const root = rootId(prefix.toLowerCase().startsWith('doc') ? DOC_PREFIX : TASK_PREFIX, first!);
  const id = below.reduce(childId, root);
  return graph.find(id) ? `did you mean ${id}?` : null;
}

/** A hint for someone who named an id that is not here. */
export function idsHere(graph: TaskGraph): string {
  const last = graph.nodes.at(-1);
  return last
    ? `ids here run up to ${last.id}; see: lra list`
    : 'there are no tasks yet; see: lra create --help';
}
