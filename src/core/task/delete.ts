import { docTasksGoingWith, isDocTask } from '../doc/doc-task.ts';
import { keepDocTasksUp } from '../doc/follow.ts';
import { type Failure, fail } from '../failure.ts';
import { reevaluate } from '../graph/blocking.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { descendantsOf, type GraphNode } from '../graph/node.ts';
import { refuseForeign } from '../lease/authority.ts';
import { type Asker, isLive, type Moment, passesAsHolder } from '../lease/lease.ts';
import { claimedBy, holderData } from '../lease/refusals.ts';
import { leasesBelow } from '../lease/subtree.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { findTask } from './find.ts';
import { DOC_PREFIX } from './id.ts';

/** How many ids a failure names at most. */
const IDS_NAMED = 50;

export interface DeleteInput {
  readonly id: string;
  /** Takes everything below the task with it. */
  readonly recursive: boolean;
  /** Drops the links of those that depend on it, overrides another's lease, and takes a documentation task that must be done. */
  readonly force: boolean;
  /** Whether documentation tasks must be done (`doc_enforcement: strict`): deleting one takes force. */
  readonly guardsDocs: boolean;
}

export interface DeleteOutcome {
  /** Parents before their children, and what they documented before the documentation tasks that go with it. */
  readonly deleted: readonly string[];
  /** The tasks that wait for nothing any more. */
  readonly unblocked: readonly string[];
}

/**
 * Deletes a task, and with it the documentation tasks that have nothing left to document and that nobody has begun; its id
 * is never drawn again. Failures: not_found, has_children, has_dependents, not_lease_holder, lease_lost,
 * descendant_claimed, invalid_transition (a documentation task that must be done).
 */
export function deleteTree(
  draft: Draft,
  input: DeleteInput,
  asker: Asker,
  moment: Moment,
): Result<DeleteOutcome, Failure> {
  const found = findTask(draft.graph, input.id);
  if (!found.ok) return found;
  const node = found.value;
  const asked = new Set([node, ...descendantsOf(node)]);
  const gone = new Set([...asked, ...docTasksGoingWith(asked)]);
  const dependents = dependentsOutside(gone);
  const refused = input.force
    ? refuseChildren(node, input)
    : (refuseForeign(draft, node, asker, moment) ??
      refuseDocTask(node, input) ??
      refuseChildren(node, input) ??
      refuseHeldBelow(draft.graph, node, asker, moment) ??
      refuseDependents(node, dependents));
  if (refused) return err(refused);
  const deleted = [...gone].map(({ id }) => id);
  keepDocTasksUp(draft, dependents, `${input.id} was deleted`, () => {
    dropLinks(draft, dependents, new Set(deleted));
    for (const id of deleted.toReversed()) draft.remove(id);
  });
  return ok({ deleted, unblocked: reevaluate(draft, dependents).unblocked });
}

function dependentsOutside(gone: ReadonlySet<GraphNode>): ReadonlySet<GraphNode> {
  const outside = new Set<GraphNode>();
  for (const node of gone) {
    for (const dependent of node.dependents) if (!gone.has(dependent)) outside.add(dependent);
  }
  return outside;
}

/** The last dependent first: the graph looks for links from the end of its lists, and finds this one at once. */
function dropLinks(draft: Draft, dependents: ReadonlySet<GraphNode>, gone: ReadonlySet<string>): void {
  for (const { id } of [...dependents].reverse()) {
    draft.update(id, { dependencies: draft.task(id)!.dependencies.filter((link) => !gone.has(link)) });
  }
}

function refuseChildren({ id, children }: GraphNode, { recursive }: DeleteInput): Failure | null {
  if (recursive || children.length === 0) return null;
  return fail('has_children', `${id} has ${count(children.length, 'child', 'children')}`, {
    hint: `see them: lra list --parent ${id}`,
    data: { id, children: firstIds(children), count: children.length },
  });
}

function refuseDocTask({ id, status, module }: GraphNode, { guardsDocs }: DeleteInput): Failure | null {
  if (!guardsDocs || !isDocTask(id)) return null;
  return fail(
    'invalid_transition',
    `${id} is a documentation task, and under doc_enforcement: strict it is to be done, not deleted`,
    {
      hint: `see what is to be written: lra show ${id}`,
      data: { id, status, module, doc_enforcement: 'strict' },
    },
  );
}

function refuseHeldBelow(graph: TaskGraph, node: GraphNode, asker: Asker, moment: Moment): Failure | null {
  const theirs = leasesBelow(graph, node).find(
    (lease) => isLive(lease, moment) && !passesAsHolder(lease, asker),
  );
  if (!theirs) return null;
  return fail('descendant_claimed', `${node.id} cannot go: ${claimedBy(node, theirs)}`, {
    hint: `see what is going on there: lra show ${theirs.task_id}`,
    data: holderData(node, theirs),
  });
}

/** Documentation tasks follow what they document: they do not keep it. */
function refuseDependents({ id }: GraphNode, dependents: ReadonlySet<GraphNode>): Failure | null {
  const keeping = [...dependents].filter((dependent) => !dependent.id.startsWith(DOC_PREFIX));
  if (keeping.length === 0) return null;
  return fail(
    'has_dependents',
    `${count(keeping.length, 'task depends', 'tasks depend')} on ${id} or what is below it`,
    {
      hint: `see them: lra deps ${id} --dependents`,
      data: { id, dependents: firstIds(keeping), count: keeping.length },
    },
  );
}

function firstIds(nodes: readonly GraphNode[]): string[] {
  return nodes.slice(0, IDS_NAMED).map(({ id }) => id);
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
