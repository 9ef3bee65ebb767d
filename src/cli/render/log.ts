import type { LogAnswer } from '../../app/read-log.ts';
import type { LogLine } from '../../core/record/summary.ts';
import { fold } from './fold.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';
import { type Row, tableLines } from './table.ts';

/** The history for people: when, who, which command, and what changed. */
export function logText({ entries, truncated }: LogAnswer, style: Style): string {
  if (entries.length === 0) return 'nothing was done yet';
  const rows = tableLines(
    entries.map((entry) => logRow(entry, style)),
    style,
  );
  return [...rows, ...(truncated ? [fold(style.dim('there is more: --limit 0'), style)] : [])].join('\n');
}

function logRow({ at, agent, command, forced, note, summary }: LogLine, style: Style): Row {
  return {
    cells: [
      { text: relativeTime(at, style.now), paint: style.dim },
      { text: style.data(agent) },
      { text: `${style.data(command)}${forced ? ' --force' : ''}`, paint: style.cyan },
    ],
    text: style.data(summary),
    notes: note ? [style.data(note)] : [],
  };
}
