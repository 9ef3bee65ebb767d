import type { Lease } from '../lease/lease.ts';
import { patched, type Task } from '../task/task.ts';
import type { Change, Entry } from './change.ts';

/** Tasks and leases as they were: walks them back through transactions, which are given the newest first. */
export class Rewind {
  readonly tasks: Map<string, Task>;
  readonly leases: Map<string, Lease>;

  constructor(tasks: Iterable<readonly [string, Task]>, leases: Iterable<readonly [string, Lease]> = []) {
    this.tasks = new Map(tasks);
    this.leases = new Map(leases);
  }

  /** Takes one transaction back. */
  before(entry: Pick<Entry, 'changes'>): void {
    for (const change of entry.changes.toReversed()) this.#takeBack(change);
  }

  #takeBack(change: Change): void {
    if (change.op === 'task.create') this.tasks.delete(change.task.id);
    else if (change.op === 'task.delete') this.tasks.set(change.task.id, change.task);
    else if (change.op === 'task.update') {
      const task = this.tasks.get(change.id);
      if (task) this.tasks.set(change.id, patched(task, change.from));
    } else if (change.op === 'lease') {
      if (change.from) this.leases.set(change.id, change.from);
      else this.leases.delete(change.id);
    }
  }
}
