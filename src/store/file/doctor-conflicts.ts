import { join } from 'node:path';
import type { Symptom } from '../../core/check/symptom.ts';
import { conflictLine } from './conflict-text.ts';
import { readIfThere, type StoreFs } from './fs.ts';
import { namesIn } from './journal.ts';
import type { Layout } from './layout.ts';
import { isOriginal } from './originals.ts';

const SETTINGS = ['config.json', 'config.yaml'];

/**
 * Conflicts that a merge left in what people write: briefs, templates and settings. Which side counts is for a person
 * to say. The list, the leases and the records are looked at where they are read.
 */
export function conflictSymptoms(fs: StoreFs, { dir, tasks }: Layout): readonly Symptom[] {
  const templates = join(dir, 'templates');
  const paths = [
    ...SETTINGS.map((name) => join(dir, name)),
    ...namesIn(fs, templates).map((name) => join(templates, name)),
    ...namesIn(fs, tasks).map((name) => join(tasks, name)),
  ];
  return paths.flatMap((path) => {
    if (isOriginal(path) || !fs.lstatSync(path, { throwIfNoEntry: false })?.isFile()) return [];
    const line = conflictLine(readIfThere(fs, path)?.toString('utf8') ?? '');
    return line === null ? [] : [conflict(path, line)];
  });
}

function conflict(file: string, line: number): Symptom {
  const message = `${file}:${line}: a git merge left conflict markers here; keep what is right, and take them out`;
  return { code: 'merge_conflict', severity: 'error', message, file, line, fixable: false };
}
