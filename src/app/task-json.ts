import { Obstacles } from '../core/graph/obstacles.ts';
import { type LeaseJson, leaseJson } from '../core/lease/authority.ts';
import type { Asker, Moment } from '../core/lease/lease.ts';
import type { Task } from '../core/task/task.ts';
import type { View } from '../ports/store.ts';

/**
 * A task as programs see it: all its fields, and who holds it or what is above it now. Keys that other hands or a later
 * version wrote into the task are handed on beside these.
 */
export interface TaskJson extends Task {
  /** Null when nobody holds it. */
  readonly lease: LeaseJson | null;
  /** The nearest ancestor that another agent holds and has not published. */
  readonly locked_by: string | null;
}

/** Shows tasks of one view to one asker, as programs see them. */
export class TaskPresenter {
  readonly #view: Pick<View, 'graph' | 'task'>;
  readonly #moment: Moment;
  readonly #obstacles: Obstacles;

  constructor(view: Pick<View, 'graph' | 'task'>, asker: Asker, moment: Moment) {
    this.#view = view;
    this.#moment = moment;
    this.#obstacles = new Obstacles(view.graph, moment, asker);
  }

  /** A task that is known to be there. */
  json(id: string): TaskJson {
    const task = this.#view.task(id);
    const node = this.#view.graph.find(id);
    if (!task || !node) throw new Error(`no task ${id}`);
    return {
      ...task,
      lease: leaseJson(node.lease, this.#moment),
      locked_by: this.#obstacles.lockedBy(node)?.id ?? null,
    };
  }
}
