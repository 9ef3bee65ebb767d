const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** What UTC makes of a moment whose year has four digits there as well. */
const FOUR_DIGIT_YEAR = /^\d{4}-/;

/**
 * Reads a deadline: ISO 8601, a date alone meaning the end of that day; without an offset it is local time.
 * Returns UTC with milliseconds, or null when it is no date of the years 0 to 9999 in UTC.
 */
export function parseDeadline(text: string): string | null {
  const trimmed = text.trim();
  if (!ISO.test(trimmed)) return null;
  const [year = 0, month = 0, day = 0] = trimmed.slice(0, 10).split('-').map(Number);
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  const withTime = trimmed.length > 10 ? trimmed.replace(' ', 'T') : `${trimmed}T23:59:59.999`;
  const time = Date.parse(withTime.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (Number.isNaN(time)) return null;
  const moment = new Date(time).toISOString();
  return FOUR_DIGIT_YEAR.test(moment) ? moment : null;
}
