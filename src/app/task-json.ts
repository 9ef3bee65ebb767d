import { Obstacles } from '../core/graph/obstacles.ts';
import type { JsonObject } from '../core/json.ts';
import { leaseJson } from '../core/lease/authority.ts';
import type { Asker, Moment } from '../core/lease/lease.ts';
import type { View } from '../ports/store.ts';

/** Shows tasks of one view to one asker, as programs see them: all fields, the lease, and what locks it from above. */
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
  json(id: string): JsonObject {
    const task = this.#view.task(id);
    const node = this.#view.graph.find(id);
    if (!task || !node) throw new Error(`no task ${id}`);
    return {
      ...(task as unknown as JsonObject),
      lease: leaseJson(node.lease, this.#moment),
      locked_by: this.#obstacles.lockedBy(node)?.id ?? null,
    };
  }
}
