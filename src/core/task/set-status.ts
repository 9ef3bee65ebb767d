import { type Failure, fail } from '../failure.ts';
import { reevaluate } from '../graph/blocking.ts';
import { type GraphNode, isOver, waitingAncestor } from '../graph/node.ts';
import { unmet } from '../graph/obstacles.ts';
import { refuseForeign } from '../lease/authority.ts';
import type { Asker, Moment } from '../lease/lease.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { nearest } from '../suggest.ts';
import { allowedNext, type Lifecycle, phaseOf } from '../template/lifecycle.ts';
import { findTask } from './find.ts';
import { BLOCKED } from './task.ts';

export interface SetStatusInput {
  readonly id: string;
  readonly status: string;
  /** Overrides another's lease; never a transition or unfinished children. */
  readonly force: boolean;
}

export interface SetStatusOutcome {
  readonly already: boolean;
  readonly unblocked: readonly string[];
}

/**
 * Moves a task along its template's transitions. Finishing it releases the lease and unblocks, in the same draft, each
 * unstarted dependent whose condition now holds.
 */
export function setStatus(
  draft: Draft,
  input: SetStatusInput,
  asker: Asker,
  moment: Moment,
): Result<SetStatusOutcome, Failure> {
  const found = findTask(draft.graph, input.id);
  if (!found.ok) return found;
  const node = found.value;
  const foreign = input.force ? null : refuseForeign(draft, node, asker, moment);
  if (foreign) return err(foreign);
  if (node.status === input.status) return ok({ already: true, unblocked: [] });
  const lifecycle = draft.graph.lifecycles(node.template);
  if (!lifecycle) return err(unreadableTemplate(node));
  const refused = refuseMove(node, input.status, lifecycle);
  if (refused) return err(refused);
  moveTo(draft, node, input.status, lifecycle);
  return ok({ already: false, unblocked: reevaluate(draft, [node, ...node.dependents]).unblocked });
}

/** Writes a status that was found to be allowed, with what follows from it for the task itself. */
export function moveTo(draft: Draft, node: GraphNode, status: string, lifecycle: Lifecycle): void {
  const phase = phaseOf(lifecycle, status);
  const over = phase === 'finished' || phase === 'failed';
  draft.update(node.id, { status, finished_at: over ? draft.at : null });
  if (over && node.lease) draft.setLease(node.id, null);
}

/** The failure for a task whose template cannot be read: its states are unknown, so nothing may change them. */
export function unreadableTemplate(node: GraphNode): Failure {
  return fail(
    'invalid_template',
    `the template ${node.template} of ${node.id} is missing or cannot be read`,
    {
      hint: `see what is wrong with it: lra template validate ${node.template}`,
      data: { id: node.id, template: node.template },
    },
  );
}

function refuseMove(node: GraphNode, status: string, lifecycle: Lifecycle): Failure | null {
  const allowed = node.phase === 'blocked' ? [] : allowedNext(lifecycle, node.status);
  if (!allowed.includes(status)) return invalidTransition(node, status, allowed, lifecycle);
  if (node.phase === 'unstarted') {
    const above = waitingAncestor(node);
    if (above) return blockedAbove(node, above);
  }
  const phase = phaseOf(lifecycle, status);
  const open = node.children.filter((child) => !isOver(child));
  if ((phase === 'finished' || phase === 'failed') && open.length > 0) {
    const children = open.length === 1 ? 'child' : 'children';
    return fail('children_unfinished', `${node.id} has ${open.length} unfinished ${children}`, {
      hint: `see them: lra list --parent ${node.id}`,
      data: { id: node.id, children: open.slice(0, 50).map((child) => child.id), count: open.length },
    });
  }
  return null;
}

function invalidTransition(
  node: GraphNode,
  status: string,
  allowed: readonly string[],
  { states }: Lifecycle,
): Failure {
  const asked = JSON.stringify(status.slice(0, 80));
  const isKnown = status === BLOCKED || states.includes(status);
  const near = isKnown ? [] : nearest(status, states);
  const meant = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
  const why = node.phase === 'blocked' ? ': it waits for its dependencies' : '';
  const message = isKnown
    ? `${node.id} cannot go from ${node.status} to ${asked}${why}`
    : `the template ${node.template} of ${node.id} has no status ${asked}${meant}`;
  return fail('invalid_transition', message, {
    hint: allowed.length > 0 ? `from ${node.status}: ${allowed.join(', ')}` : `see why: lra why ${node.id}`,
    data: {
      id: node.id,
      from: node.status,
      to: status.slice(0, 200),
      allowed: [...allowed],
      ...(node.phase === 'blocked'
        ? {
            waiting_for: unmet(node)
              .slice(0, 50)
              .map(({ id }) => id),
          }
        : {}),
    },
  });
}

/** `task_blocked` for a task whose ancestor waits for something. */
export function blockedAbove(node: GraphNode, ancestor: GraphNode): Failure {
  const waiting = unmet(ancestor);
  return fail('task_blocked', `${node.id} waits for what ${ancestor.id} above it depends on`, {
    hint: `see the whole chain: lra why ${node.id}`,
    data: { id: node.id, ancestor: ancestor.id, waiting_for: waiting.slice(0, 50).map(({ id }) => id) },
  });
}
