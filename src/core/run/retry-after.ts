const UNITS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `retry after 30s`, `Retry-After: 30`, `try again in 2m`, `please wait 1.5 minutes`. */
const ASKED =
  /(?:retry[- ]?after|(?:re)?try(?: again)? in|please wait)["']?[:=\s]*["']?((?:\d+(?:\.\d+)?\s*(?:milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|s|m|h)?(?![a-z])[,\s]*(?:and\s+)?)+)/gi;
const PART = /(\d+(?:\.\d+)?)\s*([a-z]*)/gi;
/** Who asks for more than a day means something else. */
const LONGEST = 24 * 3_600_000;

/** How long the end of an output asks to wait, in milliseconds; the last mention counts, null for none. */
export function retryAfterIn(text: string): number | null {
  const asked = [...text.matchAll(ASKED)].at(-1)?.[1];
  if (asked === undefined) return null;
  let sum = 0;
  for (const [, amount, unit] of asked.matchAll(PART)) sum += Number(amount) * unitOf(unit!.toLowerCase());
  return Number.isFinite(sum) ? Math.min(LONGEST, Math.round(sum)) : null;
}

/** Without a unit it is seconds, as in the header. */
function unitOf(unit: string): number {
  if (unit === 'ms' || unit.startsWith('milli')) return UNITS.ms!;
  return UNITS[unit[0] ?? 's'] ?? UNITS.s!;
}
