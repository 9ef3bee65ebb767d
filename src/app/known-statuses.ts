import { type Failure, fail } from '../core/failure.ts';
import type { TaskGraph } from '../core/graph/graph.ts';
import { quote } from '../core/task/fields.ts';
import { BLOCKED } from '../core/task/task.ts';
import type { Templates } from '../ports/templates.ts';

const STATUSES_NAMED = 30;

/** `usage` when no template has one of these statuses, and no task either; null when they may be asked for. */
export function refuseUnknownStatuses(
  statuses: readonly string[],
  templates: Pick<Templates, 'names' | 'lifecycles'>,
  graph: TaskGraph,
): Failure | null {
  const isHere = (status: string) => status === BLOCKED || graph.byStatus.has(status);
  const unknown = statuses.filter((status) => !isHere(status));
  if (unknown.length === 0) return null;
  const known = new Set([
    ...templates.names().flatMap((name) => templates.lifecycles(name)?.states ?? []),
    BLOCKED,
    ...graph.byStatus.keys(),
  ]);
  const wrong = unknown.find((status) => !known.has(status));
  if (wrong === undefined) return null;
  const named = [...known].slice(0, STATUSES_NAMED);
  return fail('usage', `no template has a status ${quote(wrong)}; there are ${named.join(', ')}`, {
    data: { status: wrong.slice(0, 200), known: named },
  });
}
