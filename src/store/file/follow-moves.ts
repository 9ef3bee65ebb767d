import type { Symptom } from '../../core/check/symptom.ts';
import type { Task } from '../../core/task/task.ts';
import type { Mended } from '../../ports/doctor.ts';
import type { Layout } from './layout.ts';
import type { MergeEvidence } from './merge-evidence.ts';
import type { Model } from './model.ts';
import { moveBriefs } from './move-briefs.ts';
import { moveRecords } from './move-records.ts';
import { renameInBriefs } from './rename-in-briefs.ts';
import type { Doubt, Move, Renumbered } from './renumbered.ts';
import { loggedAbout } from './repair-records.ts';
import type { Repairing } from './repairing.ts';
import { ambiguous, type Holder } from './sharing.ts';

/** Lets the records and briefs of tasks with new ids follow them, and tells what could not be decided. */
export function followMoves(
  repairing: Repairing,
  { moves, doubts, names, renames }: Renumbered,
  evidence: MergeEvidence | null,
  model: Model | null,
): Mended {
  if (!evidence) return { repairs: [], doubts: [] };
  const { layout } = repairing;
  const byId = new Map<string, Move[]>(moves.map(({ from }) => [from, []]));
  for (const move of moves) byId.get(move.from)!.push(move);
  const logged = model ? loggedAbout(repairing, model, new Set(byId.keys())) : null;
  const sharings = [...byId].map(([from, moved]) => ({
    from,
    holders: holdersOf(from, moved, names),
    evidence,
  }));
  const parts = [
    moveRecords(repairing, sharings, (from) => logged?.get(from) ?? []),
    ...sharings.map((sharing) => moveBriefs(repairing, sharing, renames)),
    renameInBriefs(repairing, renames),
  ];
  const told = moves.map(({ from, to, keeper }) => ({
    message: keeper
      ? `the second ${from} is ${to} now`
      : `${from} is ${to} now, for it belongs to the task above that`,
    file: layout.taskList,
    original: null,
  }));
  return {
    repairs: [...told, ...parts.flatMap(({ repairs }) => repairs)],
    doubts: [...doubts.map((doubt) => doubtSymptom(layout, doubt)), ...parts.flatMap((part) => part.doubts)],
  };
}

function doubtSymptom({ taskList }: Layout, { what, id, between }: Doubt): Symptom {
  const said = what === 'child' ? `${id} may be a child of` : `${id} may depend on`;
  return ambiguous(taskList, said, between);
}

function holdersOf(
  from: string,
  moves: readonly Move[],
  names: ReadonlyMap<Task, readonly Task[]>,
): readonly Holder[] {
  const { keeper } = moves[0]!;
  const kept = keeper ? [{ id: from, task: keeper }] : [];
  const holders = [...kept, ...moves.map(({ to, task }) => ({ id: to, task }))];
  return holders.map((holder) => ({ ...holder, known: names.get(holder.task) ?? [holder.task] }));
}
