import type { Lease } from '../../src/core/lease/lease.ts';
import type { Task } from '../../src/core/task/task.ts';
import type { View } from '../../src/ports/store.ts';

/** The lives of the templates that are played with, as a person would write them down. */
export const LIVES = {
  task: {
    initial: 'pending',
    claim: 'in_progress',
    next: { pending: 'in_progress', in_progress: 'completed' },
  },
  fragile: { initial: 'open', claim: 'working', next: { open: 'working', working: 'done dead' } },
  'novel-chapter': {
    initial: 'drafting',
    claim: null,
    next: { drafting: 'revising', revising: 'drafting finalized' },
  },
} as const satisfies {
  [template: string]: { initial: string; claim: string | null; next: { [status: string]: string } };
};

export type TemplateName = keyof typeof LIVES;

/** A task as the model knows it: what promises are made about. */
export type Piece = Pick<
  Task,
  | 'id'
  | 'description'
  | 'priority'
  | 'status'
  | 'parent_id'
  | 'output_req'
  | 'dependencies'
  | 'dependency_type'
> & { readonly template: TemplateName; readonly deadline: string | null; readonly created: number };

/** A hold on a task. */
export type Hold = Pick<Lease, 'agent' | 'status' | 'published'> & { readonly expires: number };

/** A project and the time, in the plainest form there is: two maps, which every question walks from end to end. */
export class World {
  readonly tasks: Map<string, Piece>;
  readonly holds: Map<string, Hold>;
  now: number;

  constructor(
    tasks: Iterable<readonly [string, Piece]>,
    holds: Iterable<readonly [string, Hold]>,
    now: number,
  ) {
    this.tasks = new Map(tasks);
    this.holds = new Map(holds);
    this.now = now;
  }

  copy(): World {
    return new World(this.tasks, this.holds, this.now);
  }

  get ids(): readonly string[] {
    return [...this.tasks.keys()];
  }

  task(id: string): Piece {
    const found = this.tasks.get(id);
    if (!found) throw new Error(`the model has no ${id}`);
    return found;
  }

  change(id: string, to: Partial<Piece>): void {
    this.tasks.set(id, { ...this.task(id), ...to });
  }

  /** What is above a task, the nearest first. */
  above(id: string): readonly string[] {
    const parent = this.task(id).parent_id;
    return parent === null ? [] : [parent, ...this.above(parent)];
  }

  below(id: string): readonly string[] {
    return this.ids.filter((other) => this.above(other).includes(id));
  }

  children(id: string): readonly string[] {
    return this.ids.filter((other) => this.task(other).parent_id === id);
  }

  dependents(id: string): readonly string[] {
    return this.ids.filter((other) => this.task(other).dependencies.includes(id));
  }

  /** A status that a task may go to: the n-th, or one that nothing can have. */
  onward(id: string, n: number): string {
    const { template, status } = this.tasks.get(id) ?? { template: 'task', status: '' };
    const next = (LIVES[template].next as { [from: string]: string })[status]?.split(' ') ?? [];
    return next[n % Math.max(1, next.length)] ?? 'nowhere';
  }

  isUnstarted(id: string): boolean {
    const { status, template } = this.task(id);
    return status === LIVES[template].initial;
  }

  isOver(id: string): boolean {
    return ['completed', 'done', 'dead', 'finalized'].includes(this.task(id).status);
  }

  isFinished(id: string): boolean {
    return this.isOver(id) && this.task(id).status !== 'dead';
  }

  /** Whether what it depends on keeps it. */
  waits(id: string): boolean {
    const { dependencies, dependency_type: type } = this.task(id);
    const finished = dependencies.filter((one) => this.isFinished(one)).length;
    return type === 'all' ? finished < dependencies.length : dependencies.length > 0 && finished === 0;
  }

  /** The hold on a task that counts now: neither paused nor orphaned. */
  live(id: string): Hold | null {
    const hold = this.holds.get(id);
    return hold?.status === 'claimed' && hold.expires > this.now ? hold : null;
  }

  /** Whether another's claim above keeps an agent from claiming below it. */
  lockedFor(agent: string, id: string): boolean {
    return this.above(id).some((one) => {
      const hold = this.live(one);
      return hold !== null && !hold.published && hold.agent !== agent;
    });
  }

  /** The rule of the contract, word by word. */
  isReady(agent: string, id: string): boolean {
    return (
      !this.isOver(id) &&
      this.task(id).status !== 'blocked' &&
      !this.above(id).some((one) => this.waits(one)) &&
      !this.live(id) &&
      this.holds.get(id)?.status !== 'paused' &&
      !this.lockedFor(agent, id) &&
      !this.below(id).some((one) => this.live(one)) &&
      this.children(id).every((one) => this.isOver(one))
    );
  }

  /** What is ready, best first: priority, then deadline, then the number of direct dependents, then age. */
  ready(agent: string): readonly string[] {
    const rank = (id: string) => {
      const { priority, deadline, created } = this.task(id);
      const late = deadline === null ? Number.MAX_VALUE : Date.parse(deadline);
      return [
        Number(priority[1]),
        late,
        -this.dependents(id).length,
        created,
        ...id.split('_').slice(1).map(Number),
      ];
    };
    return this.ids
      .filter((id) => this.isReady(agent, id))
      .sort((a, b) => {
        const [left, right] = [rank(a), rank(b)];
        const differs = left.findIndex((n, i) => n !== right[i]);
        return differs < 0 ? left.length - right.length : left[differs]! - (right[differs] ?? -1);
      });
  }

  /** Who waits for itself, over children, dependencies, and the dependencies of what is above. */
  waitsForItself(id: string): boolean {
    const seen = new Set<string>();
    const queue = [id];
    for (const at of queue) {
      const own = [at, ...this.above(at)].flatMap((one) => this.task(one).dependencies);
      for (const next of [...this.children(at), ...own]) {
        if (next === id) return true;
        if (!seen.has(next)) queue.push(next);
        seen.add(next);
      }
    }
    return false;
  }

  hasRing(): boolean {
    return this.ids.some((id) => this.waitsForItself(id));
  }

  /** Blocks who is unstarted and waits, and lets go who waits no longer. */
  settle(): void {
    for (const id of this.ids) {
      const waits = this.waits(id);
      if (waits && this.isUnstarted(id)) this.change(id, { status: 'blocked' });
      else if (!waits && this.task(id).status === 'blocked') {
        this.change(id, { status: LIVES[this.task(id).template].initial });
      }
    }
  }
}

/** What a store says, as a world. */
export function worldOf({ graph, task }: View, now: number): World {
  const pieces = graph.nodes.map(({ id }) => [id, pieceOf(task(id)!)] as const);
  const holds = [...graph.leases].map(([id, lease]) => [id, holdOf(lease)] as const);
  return new World(pieces, holds, now);
}

function pieceOf(task: Task): Piece {
  const { id, description, priority, status, parent_id, output_req, dependency_type, deadline } = task;
  return {
    ...{ id, description, priority, status, parent_id, output_req, dependency_type, deadline },
    dependencies: [...task.dependencies],
    template: task.template as TemplateName,
    created: Date.parse(task.created_at),
  };
}

function holdOf({ agent, status, published, expires_at }: Lease): Hold {
  return { agent, status, published, expires: Date.parse(expires_at) };
}
