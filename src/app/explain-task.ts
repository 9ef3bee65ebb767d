import type { Failure } from '../core/failure.ts';
import type { GraphNode } from '../core/graph/node.ts';
import { type Obstacle, Obstacles } from '../core/graph/obstacles.ts';
import { failureBehind, findStuck, type Stuck } from '../core/graph/stuck.ts';
import { isLive, type Lease, leaseState, type Moment } from '../core/lease/lease.ts';
import { blockedSince } from '../core/record/record-times.ts';
import { ok, type Result } from '../core/result.ts';
import { findTask } from '../core/task/find.ts';
import type { DependencyType } from '../core/task/task.ts';
import type { View } from '../ports/store.ts';
import { type TaskLine, taskLine } from './dependency-list.ts';
import { type Deps, momentOf } from './deps.ts';

/** A task that must be finished first. */
export interface Blocker extends TaskLine {
  /** Who works on it, and since when. */
  readonly holder: string | null;
  readonly since: string | null;
  /** It will never be finished as things stand. */
  readonly for_ever?: true;
}

/** Dependencies that are not met. */
export interface Waiting {
  readonly dependency_type: DependencyType;
  /** How many tasks it waits for; `waiting_for` names the first of them. */
  readonly count: number;
  /** Null when that is not known. */
  readonly since: string | null;
  readonly waiting_for: readonly Blocker[];
}

/** A lease that is in the way. */
export interface Holding {
  readonly holder: string;
  /** When it was claimed; when it was paused, for a paused one. */
  readonly since: string;
  readonly last_heartbeat: string;
}

/** Why a task is not ready: what `code` says decides on the rest. Times are UTC, ISO 8601. */
export type Reason =
  | { readonly code: 'invalid_template'; readonly template: string }
  | { readonly code: 'task_finished'; readonly status: string; readonly since: string | null }
  /** `ancestor` is there when it is one above the task that waits. */
  | ({ readonly code: 'task_blocked'; readonly ancestor?: string } & Waiting)
  | ({ readonly code: 'already_claimed' | 'paused' } & Holding)
  | ({ readonly code: 'locked_by_parent'; readonly ancestor: string } & Holding)
  | ({ readonly code: 'descendant_claimed'; readonly descendant: string } & Holding)
  /** `count` says how many; `children` names the first of them. */
  | {
      readonly code: 'children_unfinished';
      readonly count: number;
      readonly children: readonly Blocker[];
    };

export interface ExplainTaskAnswer {
  readonly task_id: string;
  readonly ready: boolean;
  readonly reasons: readonly Reason[];
  /** Set when it can never become ready: the task that failed, and the next one on the way there. */
  readonly waits_for_ever?: { readonly failed: string; readonly via: string };
  /** The lease that ran out, when it is ready because of that. */
  readonly orphaned?: { readonly holder: string; readonly since: string };
}

const BLOCKERS_NAMED = 50;

/** Says what stands between the asker and a task: every reason, the nearest first. Failure: not_found. */
export async function explainTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  { id }: { readonly id: string },
): Promise<Result<ExplainTaskAnswer, Failure>> {
  const moment = momentOf(deps);
  // What it waits for may itself wait for ever, because of a task that is far away.
  const read = await deps.store.read({ kind: 'project' }, (view) => {
    const found = findTask(view.graph, id);
    if (!found.ok) return found;
    const node = found.value;
    const obstacles = new Obstacles(view.graph, moment, deps.asker).of(node);
    const reasons = new Reasons(view, moment, obstacles.length > 0 ? findStuck(view.graph.nodes) : new Map());
    return ok({
      task_id: id,
      ready: obstacles.length === 0,
      reasons: obstacles.map((obstacle) => reasons.of(node, obstacle)),
      ...reasons.outlook(node),
    });
  });
  return read.ok ? read.value : read;
}

class Reasons {
  readonly #view: View;
  readonly #moment: Moment;
  readonly #stuck: Stuck;

  constructor(view: View, moment: Moment, stuck: Stuck) {
    this.#view = view;
    this.#moment = moment;
    this.#stuck = stuck;
  }

  of(node: GraphNode, obstacle: Obstacle): Reason {
    switch (obstacle.code) {
      case 'invalid_template':
        return { code: obstacle.code, template: node.template };
      case 'task_finished':
        return {
          code: obstacle.code,
          status: node.status,
          since: this.#view.task(node.id)?.finished_at ?? null,
        };
      case 'task_blocked':
        return 'ancestor' in obstacle
          ? {
              code: obstacle.code,
              ancestor: obstacle.ancestor.id,
              ...this.#waiting(obstacle.ancestor, obstacle.waitingFor),
            }
          : { code: obstacle.code, ...this.#waiting(node, obstacle.waitingFor) };
      case 'already_claimed':
      case 'paused':
        return { code: obstacle.code, ...holding(obstacle.lease) };
      case 'locked_by_parent':
        return { code: obstacle.code, ancestor: obstacle.ancestor.id, ...holding(obstacle.lease) };
      case 'descendant_claimed':
        return { code: obstacle.code, descendant: obstacle.descendant.id, ...holding(obstacle.lease) };
      case 'children_unfinished':
        return {
          code: obstacle.code,
          count: obstacle.children.length,
          children: this.#blockers(obstacle.children),
        };
    }
  }

  /** What can be said of its future: that it waits for ever, or that its holder is gone. */
  outlook(node: GraphNode): Pick<ExplainTaskAnswer, 'waits_for_ever' | 'orphaned'> {
    const via = this.#stuck.get(node);
    const { lease } = node;
    return {
      ...(via ? { waits_for_ever: { failed: failureBehind(node, this.#stuck).id, via: via.id } } : {}),
      ...(lease && leaseState(lease, this.#moment) === 'orphaned'
        ? { orphaned: { holder: lease.agent, since: lease.last_heartbeat } }
        : {}),
    };
  }

  #waiting(node: GraphNode, waitingFor: readonly GraphNode[]): Waiting {
    return {
      dependency_type: node.dependencyType,
      count: waitingFor.length,
      since: blockedSince(this.#view.record(node.id)),
      waiting_for: this.#blockers(waitingFor),
    };
  }

  #blockers(nodes: readonly GraphNode[]): readonly Blocker[] {
    return nodes.slice(0, BLOCKERS_NAMED).map((node) => {
      const lease = isLive(node.lease, this.#moment) ? node.lease : null;
      const isHopeless = node.phase === 'failed' || this.#stuck.has(node);
      return {
        ...taskLine(this.#view, node),
        holder: lease?.agent ?? null,
        since: lease?.claimed_at ?? null,
        ...(isHopeless ? { for_ever: true } : {}),
      };
    });
  }
}

function holding({ agent, claimed_at, last_heartbeat, status }: Lease): Holding {
  return { holder: agent, since: status === 'paused' ? last_heartbeat : claimed_at, last_heartbeat };
}
