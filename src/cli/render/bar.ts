import type { Style } from './style.ts';

/** How much of something is done, from 0 to 1, as a bar of so many columns; full only when all of it is. */
export function bar(share: number, columns: number, style: Style, paint = style.green): string {
  const done = Math.floor(Math.min(1, Math.max(0, share)) * columns);
  return paint('█'.repeat(done)) + style.dim('░'.repeat(columns - done));
}
