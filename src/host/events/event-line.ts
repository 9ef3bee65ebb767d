import type { LoggedEvent, RunEvent } from '../../core/run/event.ts';

const LONGEST_TEXT = 2000;

/** The line of an event. Its mark comes last, and tells it from all others. */
export function eventLine(event: RunEvent, head: { at: string; agent: string | null }, mark: string): string {
  const { at, agent } = head;
  return JSON.stringify({ at, agent, ...event, mark }, (_, value: unknown) =>
    typeof value === 'string' && value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value,
  );
}

/** How the line with a mark ends. */
export function endOfLine(mark: string): Buffer {
  return Buffer.from(`"mark":${JSON.stringify(mark)}}`);
}

/** The event of a line; null for a line that is damaged. */
export function readEventLine(seq: number, line: Buffer): LoggedEvent | null {
  try {
    const { mark: _, ...event } = JSON.parse(line.toString('utf8'));
    if (typeof event.type !== 'string' || typeof event.at !== 'string') return null;
    return { seq, ...event };
  } catch {
    return null;
  }
}
