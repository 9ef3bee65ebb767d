import type { Moment } from '../core/lease/lease.ts';

/** A deadline that has passed already is taken, and said to be so. */
export function deadlineWarnings(deadline: string | null | undefined, moment: Moment): readonly string[] {
  const isPast = deadline && Date.parse(deadline) <= moment.now;
  return isPast ? [`the deadline ${deadline} has passed already`] : [];
}
