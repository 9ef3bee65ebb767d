import type { MergeSide } from '../../core/merge/merge-task.ts';
import type { RecordEntry } from '../../core/record/record.ts';
import { patched, type Task, type TaskPatch } from '../../core/task/task.ts';
import { readIfThere, type StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';
import type { MergeEvidence } from './merge-evidence.ts';
import { recordPath } from './record-file.ts';
import { soundEntries } from './sound-items.ts';

/** What the records of either side of a merge tell about a task: when a field changed, and how the task was before. */
export class SideHistory {
  readonly #fs: StoreFs;
  readonly #layout: Layout;
  readonly #evidence: MergeEvidence;
  readonly #known = new Map<string, readonly RecordEntry[]>();

  constructor(fs: StoreFs, layout: Layout, evidence: MergeEvidence) {
    this.#fs = fs;
    this.#layout = layout;
    this.#evidence = evidence;
  }

  /** When a field was changed last, UTC ISO 8601; where no record tells, when the task was. */
  changedAt(side: MergeSide, task: Task, field: string): string {
    const told = this.#entries(side, task).findLast(
      ({ changed }) => changed && Object.hasOwn(changed, field),
    );
    return told?.at ?? task.updated_at;
  }

  /** A task from before both sides, as the changes of one lead back to it; undefined when the records do not tell. */
  before(ours: Task, theirs: Task): Task | undefined {
    const [mine, its] = [this.#entries('ours', ours), this.#entries('theirs', theirs)];
    const inTheirs = new Set(its.map(({ tx }) => tx));
    const common = new Set(mine.flatMap(({ tx }) => (inTheirs.has(tx) ? tx : [])));
    const own = (entries: readonly RecordEntry[]) => entries.filter(({ tx }) => !common.has(tx));
    const [task, since] = own(mine).length > 0 ? [ours, own(mine)] : [theirs, own(its)];
    if (common.size === 0 || since.length === 0) return undefined;
    return since.toReversed().reduce(takenBack, task);
  }

  #entries(side: MergeSide, task: Task): readonly RecordEntry[] {
    const key = `${side} ${task.id}`;
    const entries = this.#known.get(key) ?? this.#read(side, task);
    this.#known.set(key, entries);
    return entries;
  }

  #read(side: MergeSide, task: Task): readonly RecordEntry[] {
    const path = recordPath(this.#layout, task.id);
    const commit = this.#evidence.commits[side === 'ours' ? 0 : 1];
    const committed = commit?.side.has(task) ? commit.files.read(path) : null;
    if (committed) return soundEntries(committed).map(({ entry }) => entry);
    const present = soundEntries(readIfThere(this.#fs, path));
    return present.flatMap(({ entry, side: place }) => (place === side || place === 'both' ? entry : []));
  }
}

function takenBack(task: Task, { changed = {} }: RecordEntry): Task {
  const before = Object.entries(changed).map(([field, [was]]) => [field, was]);
  return patched(task, Object.fromEntries(before) as TaskPatch);
}
