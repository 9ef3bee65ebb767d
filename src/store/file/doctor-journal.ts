import { join } from 'node:path';
import type { Symptom, SymptomCode } from '../../core/check/symptom.ts';
import { isErrno, type StoreFs } from './fs.ts';
import { backupName, listJournal, namesIn, readEntry } from './journal.ts';
import { generationIn, type Layout } from './layout.ts';
import type { Model } from './model.ts';

/** Younger leftovers may be a command at work. */
const AT_WORK_MS = 60_000;

/** What lies about in the journal and does no harm: the next command that writes clears most of it away. */
export function journalSymptoms(fs: StoreFs, layout: Layout): readonly Symptom[] {
  const { base, entries } = listJournal(fs, layout);
  const symptoms: Symptom[] = [];
  const last = entries.at(-1);
  if (last !== undefined && readEntry(fs, layout, last) === 'torn') {
    const path = join(layout.journal, `${last}`);
    symptoms.push(
      odd('torn_entry', path, `the last entry of the log, ${last}, was cut off before it was acknowledged`),
    );
  }
  if (base !== null && !fs.existsSync(join(layout.journal, backupName(base)))) {
    symptoms.push(
      odd('damaged_log', join(layout.journal, backupName(base)), 'the copy of the list is missing'),
    );
  }
  if (isOld(fs, layout.lock)) symptoms.push(odd('stale_lock', layout.lock, 'a command left its lock behind'));
  for (const path of leftovers(fs, layout, base ?? 0)) {
    symptoms.push(odd('leftover', path, 'a command that was stopped left this behind'));
  }
  return symptoms;
}

/** Whether the list lacks what the log holds. */
export function lagSymptoms(layout: Layout, model: Model): readonly Symptom[] {
  const { size } = model.unlisted();
  if (size === 0) return [];
  return [odd('list_behind', layout.taskList, `${size} tasks are newer in the log than in the list`)];
}

function leftovers(fs: StoreFs, layout: Layout, floor: number): readonly string[] {
  const aside = namesIn(fs, layout.tmp).map((name) => join(layout.tmp, name));
  const pruned = namesIn(fs, layout.journal).filter((name) => {
    const found = generationIn(name);
    return found && (found.kind === 'entry' ? found.generation <= floor : found.generation < floor);
  });
  return [...aside, ...pruned.map((name) => join(layout.journal, name))].filter((path) => isOld(fs, path));
}

function isOld(fs: StoreFs, path: string): boolean {
  try {
    return fs.statSync(path).mtimeMs < Date.now() - AT_WORK_MS;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

function odd(code: SymptomCode, file: string, what: string): Symptom {
  return { code, severity: 'warning', message: `${file}: ${what}`, file, fixable: true };
}
