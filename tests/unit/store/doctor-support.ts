import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Symptom } from '../../../src/core/check/symptom.ts';
import { createFileDoctor } from '../../../src/store/file/file-doctor.ts';
import { change, snapshot, threeTasks } from '../../helpers/other-hands.ts';
import { checkpoint, claim, finish } from '../../helpers/store-moves.ts';
import { head } from '../../helpers/store-scenarios.ts';
import { countingIds, lifecycles } from '../../helpers/store-state.ts';

/** The doctor of a project; its changes are those of a git checkout when so asked. */
export const doctorOf = (dir: string, isFromGit = false) =>
  createFileDoctor({ dir, lifecycles, ids: countingIds('doctor'), isFromGit: () => isFromGit });

/** Each symptom as `code file:line`. */
export const summary = (symptoms: readonly Symptom[], dir: string) =>
  symptoms.map(({ code, file, line }) => `${code} ${file?.slice(dir.length + 1)}${line ? `:${line}` : ''}`);

/** Three tasks, the first finished and the second claimed, with a log above its base. */
export async function project(limits = {}) {
  const made = await threeTasks({ limits });
  await change(made.store, (draft) => finish(draft, 'task_001'));
  await change(made.store, (draft) => claim(draft, 'task_002', 'ann'));
  await change(made.store, (draft) => checkpoint(draft, 'task_002', 1));
  return made;
}

/** Examines, mends, and examines again: what was found, what was done, and the state after. */
export async function treat(dir: string, isFromGit = false) {
  const before = snapshot(dir);
  const doctor = doctorOf(dir, isFromGit);
  const found = await doctor.examine();
  expect(snapshot(dir), 'an examination changes nothing').toEqual(before);
  const mended = await doctor.repair(head('doctor'));
  if (!mended.ok) throw new Error(mended.failure.message);
  const { repairs, doubts } = mended.value;
  for (const { original, file } of repairs) {
    if (original && existsSync(file) && file.endsWith('.json')) {
      expect(readFileSync(original, 'latin1')).toBe(before[file.slice(dir.length + 1)]);
    }
  }
  return {
    found: summary(found, dir),
    symptoms: found,
    repairs,
    doubts,
    left: await doctor.examine(),
  };
}
