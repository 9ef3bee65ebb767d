import { span } from '../../core/context/span.ts';

/** What passes while a command runs must not make `in 15 min` of this moment `in 14 min`. */
const HALF_A_SECOND = 500;

/** A time as people say it: `5 min ago`, `in 2 h`, `now`. Takes ISO 8601 and milliseconds since the epoch. */
export function relativeTime(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  const size = Math.abs(distance) + HALF_A_SECOND;
  if (size < 1000) return 'now';
  return distance < 0 ? `${span(size)} ago` : `in ${span(size)}`;
}
