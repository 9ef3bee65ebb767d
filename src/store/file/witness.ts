import type { Task } from '../../core/task/task.ts';

/** What one side of a merge is known to have had: which tasks, and what they depended on. */
export class Side {
  readonly #facts: ReadonlySet<string>;

  constructor(facts: ReadonlySet<string>) {
    this.#facts = facts;
  }

  static of(tasks: Iterable<Task>): Side {
    const facts = new Set<string>();
    for (const task of tasks) {
      facts.add(presence(task));
      for (const id of task.dependencies) facts.add(link(task, id));
    }
    return new Side(facts);
  }

  /** What this side had and the other did not. */
  without(other: Side): Side {
    return new Side(new Set([...this.#facts].filter((fact) => !other.#facts.has(fact))));
  }

  has(task: Task): boolean {
    return this.#facts.has(presence(task));
  }

  depends(task: Task, id: string): boolean {
    return this.#facts.has(link(task, id));
  }
}

/** The sides of one merge, as one source knows them. */
export type Witness = readonly Side[];

/**
 * Which of several tasks that had one id something belongs to: those on whose side it was seen, by the first witness that
 * knows; else the only one that was there at that time (UTC ISO 8601). Null when that decides nothing.
 */
export function ownersOf(
  candidates: readonly Task[],
  witnesses: readonly Witness[],
  wasSeen: (side: Side) => boolean,
  at: string,
): readonly Task[] | null {
  for (const sides of witnesses) {
    const telling = sides.filter((side) => wasSeen(side) && soleOf(candidates, side));
    const owners = new Set(telling.map((side) => soleOf(candidates, side)!));
    if (owners.size > 0) return candidates.filter((task) => owners.has(task));
  }
  const older = candidates.filter(({ created_at }) => Date.parse(created_at) <= Date.parse(at));
  return older.length === 1 ? older : null;
}

/** The only one of several tasks that a side had; null when it had none or more, and tells nothing. */
export function soleOf(candidates: readonly Task[], side: Side): Task | null {
  const here = candidates.filter((task) => side.has(task));
  return here.length === 1 ? here[0]! : null;
}

/** A task is known by when it was created: under one id, two branches create at different times. */
function presence({ id, created_at, created_by }: Task): string {
  return JSON.stringify([id, created_at, created_by]);
}

function link(task: Task, id: string): string {
  return `${presence(task)} ${id}`;
}
