import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonValue } from '../../core/json.ts';
import type { Progress } from '../../core/run/progress.ts';
import { isTaskId } from '../../core/task/id.ts';
import type { ProgressBoard } from '../../ports/progress-board.ts';
import { errorCode } from '../io-failure.ts';
import { keepDerivedFile, readTextFile } from '../text-file.ts';
import { makeRealFolder } from './segments.ts';

const MOST_KEPT = 500;

/** The last progress of each task in a folder, a file each; of the newest 500 tasks that reported some. */
export function progressFilesIn(folder: string): ProgressBoard {
  const fileOf = (taskId: string) => join(folder, `${taskId}.json`);
  return {
    get: (taskId) => {
      if (!isTaskId(taskId)) return null;
      const read = readTextFile(fileOf(taskId));
      return read.ok && read.value !== null ? readProgress(read.value, taskId) : null;
    },
    put: (progress) => {
      if (!isTaskId(progress.task_id) || !isThere(folder)) return;
      const isNew = !statSync(fileOf(progress.task_id), { throwIfNoEntry: false });
      keepDerivedFile(fileOf(progress.task_id), `${JSON.stringify(progress)}\n`);
      if (isNew) prune(folder);
    },
  };
}

function isThere(folder: string): boolean {
  try {
    return makeRealFolder(folder);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

/** Null for a file that is damaged. */
function readProgress(text: string, taskId: string): Progress | null {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
  if (!isJsonObject(value) || value.task_id !== taskId) return null;
  const { step, total, description, agent, at, marks } = value;
  const isSound =
    typeof step === 'number' &&
    typeof total === 'number' &&
    step >= 0 &&
    total >= Math.max(1, step) &&
    (description === null || typeof description === 'string') &&
    typeof agent === 'string' &&
    typeof at === 'string' &&
    Array.isArray(marks) &&
    marks.every((mark) => isJsonObject(mark) && typeof mark.step === 'number' && typeof mark.at === 'number');
  return isSound ? (value as unknown as Progress) : null;
}

/** Deletes the oldest files beyond those that are kept; looked at only when a task reports for the first time. */
function prune(folder: string): void {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    if (names.length <= MOST_KEPT) return;
    const byAge = names.map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
    byAge.sort((a, b) => b.at - a.at);
    // A tenth more, so that not every new task has to look again.
    for (const { name } of byAge.slice(MOST_KEPT - MOST_KEPT / 10))
      rmSync(join(folder, name), { force: true });
  } catch (error) {
    // Another process deletes as well, or may and this one may not.
    if (errorCode(error) === undefined) throw error;
  }
}
