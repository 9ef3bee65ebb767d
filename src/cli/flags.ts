import { parseArgs } from 'node:util';
import type { OptionSpec } from './command.ts';

/** An option as the parser needs it, read from the way it is written in the help. */
export interface Flag {
  /** Without dashes: `output-req`. */
  readonly long: string;
  readonly short: string | null;
  /** The name a command reads it by: `outputReq`. */
  readonly key: string;
  /** The placeholder of its value, `<n>`; null for a switch. */
  readonly value: string | null;
  readonly spec: OptionSpec;
}

/** A flag as it stands in a command line. */
export interface OptionToken {
  readonly kind: 'option';
  /** Counts arguments, not tokens: `-qC` is two tokens of one argument. */
  readonly index: number;
  /** With its dashes, as it was typed. */
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Whether the value stands in the same argument: `--limit=5`, `-C.`. */
  readonly inlineValue?: boolean | undefined;
}

export type Token =
  | OptionToken
  | { readonly kind: 'positional'; readonly index: number; readonly value: string }
  | { readonly kind: 'option-terminator'; readonly index: number };

const WRITTEN = /^(?:-(?<short>\w), )?--(?<long>[a-z][a-z0-9-]*)(?: (?<value><[^>]+>))?$/;

/** Reads a spec such as `-n, --limit <n>`; throws on one that is written otherwise, which is a bug of the command. */
export function flagOf(spec: OptionSpec): Flag {
  const { short, long, value } = WRITTEN.exec(spec.flags)?.groups ?? {};
  if (long === undefined) throw new Error(`an option is written "-n, --limit <n>", not "${spec.flags}"`);
  const key = long.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { long, short: short ?? null, key, value: value ?? null, spec };
}

/** Cuts arguments into flags with their values and words. Knows these flags only; another one is taken for a switch. */
export function tokenize(args: readonly string[], flags: readonly Flag[]): readonly Token[] {
  const options: { [long: string]: { type: 'boolean' | 'string'; short?: string } } = {};
  for (const { long, short, value } of flags) {
    options[long] = { type: value === null ? 'boolean' : 'string', ...(short ? { short } : {}) };
  }
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** Finds the flag that an argument is, with or without a value behind `=`; undefined when it is none of these. */
export function flagNamed(argument: string, flags: readonly Flag[]): Flag | undefined {
  const name = argument.split('=', 1)[0];
  return flags.find(
    ({ long, short }) => name === `--${long}` || (short !== null && argument === `-${short}`),
  );
}
