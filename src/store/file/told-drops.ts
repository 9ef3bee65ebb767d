import type { Symptom } from '../../core/check/symptom.ts';
import type { Dropped } from '../../core/merge/merge-lists.ts';
import { shortText } from '../../core/short-text.ts';
import type { Move } from './renumbered.ts';

const LONGEST_VALUE = 80;

/** What gave way when the list was merged, by the ids that the tasks have now: afterwards nothing in the files shows it. */
export function toldDrops(
  file: string,
  dropped: readonly Dropped[],
  moves: readonly Move[],
): readonly Symptom[] {
  const ids = new Map(moves.map(({ task, to }) => [task, to]));
  return dropped.map(({ task, value }) => {
    const said = value
      ? `both branches changed its ${value.field}: ${shown(value.kept)} stays, ${shown(value.dropped)} is dropped`
      : 'one branch deleted it and the other changed it: it stays';
    const message = `${file}: ${ids.get(task) ?? task.id}: ${said}`;
    return { code: 'dropped_change', severity: 'warning', message, file, fixable: false };
  });
}

function shown(value: unknown): string {
  return shortText(JSON.stringify(value), LONGEST_VALUE);
}
