import { leaseFault } from '../../core/check/lease-fault.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { Lease } from '../../core/lease/lease.ts';
import { isTaskId } from '../../core/task/id.ts';
import type { Mended, Repair } from '../../ports/doctor.ts';
import { followMoves } from './follow-moves.ts';
import { readIfThere } from './fs.ts';
import { keepBriefs } from './keep-briefs.ts';
import { locksText } from './locks-file.ts';
import { gatherEvidence } from './merge-evidence.ts';
import type { Model } from './model.ts';
import { repairList } from './repair-list.ts';
import { type Repairing, replace } from './repairing.ts';
import { salvage } from './salvage.ts';
import { SideHistory } from './side-history.ts';
import { soundTasks } from './sound-items.ts';
import { TaskMap } from './task-list.ts';
import { toldDrops } from './told-drops.ts';

/** Makes the list sound: see `repairList`. Null when there is neither a log nor a task that could be read. */
export function repairTaskList(repairing: Repairing, model: Model | null): Mended | null {
  const { fs, layout, lifecycles } = repairing;
  const bytes = readIfThere(fs, layout.taskList);
  const read = salvage(bytes ?? Buffer.alloc(0), 'tasks');
  const ours = new Map([...(model?.tasks() ?? [])].map((task) => [task.id, task]));
  const unlisted = model?.unlisted() ?? new Map();
  const placed = soundTasks(read);
  const list = repairList({
    ours,
    items: read.items,
    placed,
    isMerge: read.hasConflicts,
    isMeant: read.isComplete && (read.hasConflicts || repairing.isFromGit()),
    unlisted: new Set(unlisted.keys()),
    counters: countersIn(read.heads),
    lifecycles,
    evidence: () => gatherEvidence(layout.taskList, placed, ours),
    history: (evidence) => new SideHistory(fs, layout, evidence),
  });
  // Without a log, a file of which nothing is left would be replaced by an empty one.
  if (!model && list.tasks.size === 0) return null;
  const pieces = new TaskMap(list.tasks).splice(new Map(), countersIn(read.heads));
  const how = bytes ? 'made sound' : 'restored from the log';
  const message = `the list is ${how}, with ${list.tasks.size} tasks`;
  // First: a mending that is stopped in between finds the list as it was, and does it again.
  const followed = followMoves(repairing, list, list.evidence, model);
  const kept = keepBriefs(repairing, list.dropped, list.evidence);
  const replaced = replace(repairing, layout.taskList, pieces, message);
  const drops = toldDrops(layout.taskList, list.dropped, list.moves);
  return { repairs: [replaced, ...followed.repairs, ...kept], doubts: [...drops, ...followed.doubts] };
}

/** Writes the leases as the log has them; without a log, those that can be read. */
export function repairLocks(repairing: Repairing, model: Model | null): Repair {
  const { fs, layout } = repairing;
  const bytes = readIfThere(fs, layout.locks);
  const { items, heads } = salvage(bytes ?? Buffer.alloc(0), 'leases');
  const sound = items.filter((item) => leaseFault(item) === null) as unknown as readonly Lease[];
  const read = new Map(sound.map((lease) => [lease.task_id, lease]));
  const leases = model ? [...model.graph.leases.values()] : [...read.values()];
  const known = heads.flatMap(({ generation }) =>
    Number.isSafeInteger(generation) ? [Number(generation)] : [],
  );
  const generation =
    model?.generation ??
    [...known, ...sound.map(({ token }) => token)].reduce((top, n) => Math.max(top, n), 0);
  const pieces = [Buffer.from(locksText({ generation, leases }))];
  return replace(
    repairing,
    layout.locks,
    pieces,
    `who holds what is as the log has it: ${leases.length} leases`,
  );
}

function countersIn(heads: readonly JsonObject[]): ReadonlyMap<string, number> {
  const counters = new Map<string, number>();
  for (const { counters: read } of heads) {
    if (!isJsonObject(read)) continue;
    for (const [key, n] of Object.entries(read)) {
      const isSound = Number.isSafeInteger(n) && (key === 'task' || key === 'doc_update' || isTaskId(key));
      if (isSound) counters.set(key, Math.max(Number(n), counters.get(key) ?? 0));
    }
  }
  return counters;
}
