/** How scarce a resource is: all is well; say so; begin nothing new; stop what runs for now. */
export const LEVELS = ['ok', 'warn', 'stop', 'pause'] as const;
export type Level = (typeof LEVELS)[number];

/** From which share of a resource, 0 to 1, which level holds. */
export interface Thresholds {
  readonly warn: number;
  /** From here on nothing new is admitted. */
  readonly admit: number;
  /** For the disk only: from here on what runs is paused. */
  readonly disk_pause: number;
}

/** A level is left only when the share is this far below where it begins, so that it does not flap. */
export const HYSTERESIS = 0.05;

/** Sums such as 0.9 - 0.05 are not exact. */
const EPSILON = 1e-9;

export const RESOURCES = ['cpu', 'memory', 'disk'] as const;
export type ResourceName = (typeof RESOURCES)[number];

/** Where each level of a resource begins. */
function startsOf(resource: ResourceName, { warn, admit, disk_pause }: Thresholds): readonly number[] {
  return [Number.NEGATIVE_INFINITY, warn, admit, resource === 'disk' ? disk_pause : Number.POSITIVE_INFINITY];
}

/** The level after a measurement; one that could not be taken (null) changes nothing. */
export function nextLevel(
  before: Level,
  share: number | null,
  resource: ResourceName,
  thresholds: Thresholds,
): Level {
  if (share === null || Number.isNaN(share)) return before;
  const starts = startsOf(resource, thresholds);
  const from = LEVELS.indexOf(before);
  const index = starts.findLastIndex(
    (start, i) => share >= (i <= from ? start - HYSTERESIS - EPSILON : start),
  );
  return LEVELS[Math.max(0, index)]!;
}

/** The worst of several levels; ok of none. */
export function worst(levels: readonly Level[]): Level {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))]!;
}

/**
 * How many tasks may run at once after a measurement at this level: one fewer a round while resources are short, down to
 * one; none when all must pause; one more a round, up to what is wanted, when all is well.
 */
export function nextConcurrency(level: Level, now: number, wanted: number): number {
  switch (level) {
    case 'ok':
      return Math.min(wanted, now + 1);
    case 'warn':
      return Math.min(wanted, Math.max(1, now));
    case 'stop':
      return Math.min(wanted, Math.max(1, now - 1));
    case 'pause':
      return 0;
  }
}
