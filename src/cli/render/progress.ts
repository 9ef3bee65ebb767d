import { span } from '../../core/context/span.ts';
import type { ProgressJson } from '../../core/run/progress.ts';
import { bar } from './bar.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';

const BAR_COLUMNS = 10;

/** How far work is, on one line: a bar, percent, steps, time left, what is being done. */
export function progressText(progress: ProgressJson, style: Style): string {
  const { step, total, percent, description, at } = progress;
  return [
    `${bar(step / total, BAR_COLUMNS, style)} ${percent} %`,
    `${step} of ${total}`,
    ...timeLeft(progress),
    ...(description === null ? [] : [style.data(description)]),
    ...(style.now - Date.parse(at) >= 60_000 ? [relativeTime(at, style.now)] : []),
  ].join(' · ');
}

/** The same beside other notes of a task. */
export function progressNote(progress: ProgressJson, style: Style): string {
  return [
    `${bar(progress.step / progress.total, BAR_COLUMNS, style, (text) => text)} ${progress.percent} %`,
    ...timeLeft(progress),
  ].join(', ');
}

function timeLeft({ time_left }: ProgressJson): readonly string[] {
  return time_left === null || time_left === 0 ? [] : [`${span(time_left)} left`];
}
