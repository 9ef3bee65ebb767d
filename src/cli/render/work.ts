import type { SlotView, WorkEvent, WorkSummary } from '../../wire-work.ts';
import { bar } from './bar.ts';
import type { Style } from './style.ts';

/** An event as a line of the worker's log; null for one that a person need not see. */
export function eventText(event: WorkEvent, style: Style): string | null {
  const said = phraseOf(event, style);
  if (said === null) return null;
  const time = style.dim(new Date(event.at).toTimeString().slice(0, 8));
  const id = 'task_id' in event && event.task_id ? ` ${style.bold(event.task_id)}` : '';
  return `${time}${id} ${said}`;
}

function phraseOf(event: WorkEvent, style: Style): string | null {
  const { dim, green, red, yellow, data } = style;
  switch (event.type) {
    case 'task_started':
      return `started ${dim(`${event.agent}, attempt ${event.attempt}`)}`;
    case 'task_finished':
      return green(event.status);
    case 'task_failed':
      return `${red('failed:')} ${data(event.reason)}`;
    case 'task_released':
      return `given back: ${data(event.reason)}`;
    case 'task_paused':
      return yellow(`paused: ${data(event.reason)}`);
    case 'retry':
      return `${yellow('again')} in ${seconds(event.wait)}: ${data(event.reason)}`;
    case 'lease_lost':
      return yellow('lost: its lease is not ours any more');
    case 'limit':
      return yellow(`limit: ${event.limit.replaceAll('_', ' ')}`);
    case 'gate':
      return `gate ${data(event.run)} ${event.passed ? green('passed') : red('failed')} ${dim(seconds(event.duration))}`;
    case 'breaker':
      return red(`the worker stops: ${data(event.reason)}`);
    case 'resources':
      return `${event.resource} at ${Math.round(event.share * 100)} %: ${event.level}`;
    case 'swept':
      return dim(`swept ${event.processes} processes of a worker that died: ${event.task_ids.join(', ')}`);
    default:
      return null;
  }
}

const BAR = 10;

/** What the slots do, on one line that fits the terminal: how long since, how far, and what was said last. */
export function liveLine(slots: readonly SlotView[], style: Style): string {
  let room = Math.min(style.width, 200) - 1;
  const parts: string[] = [];
  for (const { task_id, since, progress } of slots) {
    const plain = `${task_id} ${seconds(Math.max(0, Date.now() - since))}`;
    const share = progress ? progress.step / progress.total : null;
    const left = progress?.time_left ? ` ${seconds(progress.time_left)} left` : '';
    const length = plain.length + (share === null ? 0 : BAR + 1) + left.length + 3;
    if (length > room) break;
    room -= length;
    parts.push(share === null ? plain : `${plain} ${bar(share, BAR, style)}${left}`);
  }
  const last = slots.map(({ line }) => style.data(line.trim())).findLast((line) => line !== '') ?? '';
  return `${parts.join(' · ')}${room > 10 && last !== '' ? `  ${last.slice(0, room - 2)}` : ''}`;
}

/** How the worker ended. */
export function summaryText(summary: WorkSummary, style: Style): string {
  const { finished, failed, released, paused, lost, reason, duration } = summary;
  const counts = [
    `${finished.length} finished`,
    ...(failed.length > 0 ? [style.red(`${failed.length} failed`)] : []),
    ...(paused.length > 0 ? [`${paused.length} paused`] : []),
    ...(released.length > 0 ? [`${released.length} given back`] : []),
    ...(lost.length > 0 ? [`${lost.length} lost`] : []),
  ];
  return `${counts.join(', ')} in ${seconds(duration)}: ${reason}`;
}

function seconds(milliseconds: number): string {
  const all = Math.round(milliseconds / 1000);
  if (all < 60) return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(1)}s` : `${all}s`;
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60)];
  return hours > 0
    ? `${hours}h${String(minutes).padStart(2, '0')}m`
    : `${minutes}m${String(all % 60).padStart(2, '0')}s`;
}
