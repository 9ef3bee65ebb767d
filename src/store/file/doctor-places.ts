import { type Symptom, symptomOf } from '../../core/check/symptom.ts';
import { guarded, readIfThere, type StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';

/** Adds where in the list a task stands. */
export function inList(
  fs: StoreFs,
  { taskList: file }: Layout,
  symptoms: readonly (Symptom & { readonly task: string })[],
): readonly Symptom[] {
  if (symptoms.length === 0) return [];
  const lines = (readIfThere(fs, file)?.toString('utf8') ?? '').split('\n');
  const places = new Map(lines.map((line, i) => [/^\{"id":"([^"]+)"/.exec(line)?.[1], i + 1]));
  return symptoms.map(({ task, ...symptom }) => {
    const line = places.get(task);
    return { ...symptom, file, ...(line === undefined ? {} : { line }) };
  });
}

/** The state is read after the files were: what stands in its way was found there already, often with more to say. */
export function withoutRepeats(symptoms: readonly Symptom[]): readonly Symptom[] {
  const isKnown = ({ file, line }: Symptom, before: readonly Symptom[]) =>
    before.some(
      (one) => one.severity === 'error' && one.file === file && (one.line === line || line === undefined),
    );
  return symptoms.filter(
    (symptom, i) =>
      !(symptom.code === 'refused_change' || symptom.code === 'io_error') ||
      !isKnown(symptom, symptoms.slice(0, i)),
  );
}

/** What cannot even be looked at is a symptom as well. */
export function observed(look: () => readonly Symptom[]): readonly Symptom[] {
  const seen = guarded(look);
  return seen.ok ? seen.value : [symptomOf('unreadable_file', seen.failure, false)];
}
