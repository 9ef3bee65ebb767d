import type { TaskGraph } from '../graph/graph.ts';
import { type GraphNode, hasUnmetDependencies, isOver } from '../graph/node.ts';
import type { Lifecycles } from '../graph/seed.ts';
import { statusFault } from './reference-fault.ts';
import type { Symptom } from './symptom.ts';

/** What is wrong with a task among the others; a file and a line are for the store to add. */
export interface TaskSymptom extends Symptom {
  readonly task: string;
}

/** Every rule of the graph that does not hold, task by task. Linear in tasks and links. */
export function* brokenInvariants(graph: TaskGraph): Generator<TaskSymptom> {
  for (const node of graph.nodes) {
    yield* statusSymptoms(node, graph.lifecycles);
    yield* familySymptoms(node);
  }
  for (const id of graph.leases.keys()) {
    if (graph.find(id)) continue;
    yield symptom(id, 'finished_lease', 'error', `${id} is leased, and is not there`, true);
  }
}

function* statusSymptoms(node: GraphNode, lifecycles: Lifecycles): Generator<TaskSymptom> {
  const { id, phase } = node;
  const fault = statusFault(node, lifecycles);
  if (fault) yield symptom(id, 'unknown_status', 'error', `${id}: ${fault}`, false);
  const waits = hasUnmetDependencies(node);
  if (phase === 'blocked' && !waits) {
    yield symptom(id, 'wrong_block', 'error', `${id} is blocked, and has nothing to wait for`, true);
  }
  if (phase === 'unstarted' && waits) {
    yield symptom(
      id,
      'wrong_block',
      'error',
      `${id} is not blocked, and its dependencies are unfinished`,
      true,
    );
  }
}

function* familySymptoms(node: GraphNode): Generator<TaskSymptom> {
  const { id } = node;
  if (!isOver(node)) return;
  if (node.lease) yield symptom(id, 'finished_lease', 'error', `${id} is finished, and still leased`, true);
  const open = node.children.filter((child) => !isOver(child));
  if (open.length > 0) {
    const message = `${id} is finished, and ${open.length} of its children are not: ${open[0]!.id}`;
    yield symptom(id, 'finished_parent', 'warning', message, false);
  }
}

function symptom(
  task: string,
  code: Symptom['code'],
  severity: Symptom['severity'],
  message: string,
  fixable: boolean,
): TaskSymptom {
  return { task, code, severity, message, fixable };
}
