import type { Input } from './command.ts';
import { option, usage } from './input.ts';

const UNITS: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Thirty days: who means to wait longer means no limit. */
const LONGEST = 30 * 86_400_000;

/** A duration such as `90s`, `30m`, `8h` or `1.5h`, in milliseconds; undefined when the option was not given. */
export function durationOption(input: Input, name: string, flag: string): number | undefined {
  const text = option(input, name);
  if (text === undefined) return undefined;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(text.trim()) ?? [];
  const milliseconds = Math.round(Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN));
  if (milliseconds > 0 && milliseconds <= LONGEST) return milliseconds;
  return usage(
    `${flag} takes a duration such as 90s, 30m or 8h, 30 days at most, not ${JSON.stringify(text.slice(0, 80))}`,
  );
}
