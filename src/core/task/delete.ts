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
  /** Drops the links of those that depend on it, and overrides another's lease. */
  readonly force: boolean;
}

export interface DeleteOutcome {
  /** Parents before their children. */
  readonly deleted: readonly string[];
  /** The tasks that wait for nothing any more. */
  readonly unblocked: readonly string[];
}

/**
 * Deletes a task; its id is never drawn again. Failures: not_found, has_children, has_dependents, not_lease_holder,
 * lease_lost, descendant_claimed.
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
  const gone = new Set([node, ...descendantsOf(node)]);
  const dependents = dependentsOutside(gone);
  const refused = input.force
    ? refuseChildren(node, input)
    : (refuseForeign(draft, node, asker, moment) ??
      refuseChildren(node, input) ??
      refuseHeldBelow(draft.graph, node, asker, moment) ??
      refuseDependents(node, dependents));
  if (refused) return err(refused);
  dropLinks(draft, dependents, new Set([...gone].map(({ id }) => id)));
  const deleted = [...gone].map(({ id }) => id);
  for (const id of deleted.toReversed()) draft.remove(id);
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
  const keeping = [...dependents].filter((dependent) => !dependent.id.startsWith(`${DOC_PREFIX}_`));
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
