import { type Deps, momentOf } from '../app/deps.ts';
import { isOver } from '../core/graph/node.ts';
import type { LeaseState } from '../core/lease/lease.ts';
import { leaseState } from '../core/lease/lease.ts';
import type { Checkpoint } from '../core/record/checkpoint.ts';
import type { Phase } from '../core/template/lifecycle.ts';
import { isOwnState } from './carry.ts';

/** How a task that a slot works on stands now. */
export interface TaskStanding {
  readonly status: string;
  readonly template: string;
  readonly phase: Phase;
  readonly isOver: boolean;
  /** The state of the slot's lease; null when it has none any more. */
  readonly lease: LeaseState | null;
  /** Grows with what the agent did to the task. */
  readonly changes: number;
  readonly checkpoints: readonly Checkpoint[];
}

/**
 * Reads how a task stands, for the holder of a lease with this token; `gone` when it was deleted, `unreadable` when the
 * store cannot tell now.
 */
export async function standingOf(
  deps: Deps,
  id: string,
  token: number,
): Promise<TaskStanding | 'gone' | 'unreadable'> {
  const read = await deps.store.read({ kind: 'tasks', ids: [id] }, (view) => {
    const node = view.graph.find(id);
    if (!node) return null;
    const own = node.lease?.token === token ? node.lease : null;
    return { node, own, entries: view.record(id).entries };
  });
  if (!read.ok) return 'unreadable';
  if (read.value === null) return 'gone';
  const { node, own, entries } = read.value;
  return {
    status: node.status,
    template: node.template,
    phase: node.phase,
    isOver: isOver(node),
    lease: own && leaseState(own, momentOf(deps)),
    changes: entries.filter(({ checkpoint }) => !checkpoint || !isOwnState(checkpoint.state)).length,
    checkpoints: entries.flatMap(({ checkpoint }) => checkpoint ?? []),
  };
}
