import { type Symptom, symptomOf } from '../../core/check/symptom.ts';
import { fail } from '../../core/failure.ts';
import type { StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';

const NOBODY_MAY_WRITE = 0o222;

/** Files and folders that are links, that are something else than they should be, or that nobody may write to. */
export function pathSymptoms(fs: StoreFs, layout: Layout): readonly Symptom[] {
  const files = [layout.taskList, layout.locks, layout.archive].map((path) => ({ path, isFolder: false }));
  const folders = [layout.journal, layout.records, layout.tasks].map((path) => ({ path, isFolder: true }));
  return [...files, ...folders].flatMap(({ path, isFolder }) => {
    const reason = pathFault(fs, path, isFolder);
    return reason === null
      ? []
      : [symptomOf('io_error', fail('io_error', `${path}: ${reason}`, { data: { path } }), false)];
  });
}

function pathFault(fs: StoreFs, path: string, isFolder: boolean): string | null {
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return null;
  if (stats.isSymbolicLink()) return 'is a symbolic link';
  if (isFolder !== stats.isDirectory()) return isFolder ? 'is not a folder' : 'is not a file';
  return (stats.mode & NOBODY_MAY_WRITE) === 0 ? 'is read-only' : null;
}
