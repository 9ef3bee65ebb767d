import { catalog } from './catalog.ts';
import type { Command } from './command.ts';
import { type Flag, flagNamed, flagOf, tokenize } from './flags.ts';
import { GLOBAL_FLAGS, VERSION_FLAG } from './globals.ts';

/** The command a command line names, as far as it does. */
export interface Located {
  /** The names found: `['batch', 'set']`. Empty at the top. */
  readonly path: readonly string[];
  /** The command at the end of the path; null at the top. */
  readonly command: Command | null;
  /** The flags that may stand here. */
  readonly flags: readonly Flag[];
  /** The arguments without those names. */
  readonly rest: readonly string[];
  /** The word that stands where a name was expected, and is none. */
  readonly unknown?: string;
}

const TOP_FLAGS = [...GLOBAL_FLAGS, VERSION_FLAG];

/** Follows the names in a command line, loading only the command it names. Flags may stand before and between them. */
export async function locate(argv: readonly string[]): Promise<Located> {
  const top: Located = { path: [], command: null, flags: TOP_FLAGS, rest: argv };
  const first = takeName(argv, TOP_FLAGS);
  if (!first) return top;
  if (first.name === 'help') return { ...top, path: ['help'], rest: first.rest };
  if (!Object.hasOwn(catalog, first.name)) return { ...top, unknown: first.name };
  const { command } = await catalog[first.name]!.load();
  return below({ path: [first.name], command, flags: flagsOf(command), rest: first.rest }, command);
}

function below(here: Located, command: Command): Located {
  const next = command.subcommands && takeName(here.rest, [...here.flags, ...flagsBelow(command)]);
  if (!next) return here;
  if (!Object.hasOwn(command.subcommands, next.name)) return { ...here, unknown: next.name };
  const sub = command.subcommands[next.name]!;
  const flags = [...here.flags, ...ownFlags(sub)];
  return below({ path: [...here.path, next.name], command: sub, flags, rest: next.rest }, sub);
}

/** The flags of a command beside the global ones. */
export function ownFlags(command: Command): readonly Flag[] {
  return (command.options ?? []).map(flagOf);
}

function flagsOf(command: Command): readonly Flag[] {
  return [...GLOBAL_FLAGS, ...ownFlags(command)];
}

function flagsBelow(command: Command): readonly Flag[] {
  return Object.values(command.subcommands ?? {}).flatMap((sub) => [...ownFlags(sub), ...flagsBelow(sub)]);
}

/** The first word, unless a flag that is unknown here stands before it: whether it takes a value cannot be told. */
function takeName(
  args: readonly string[],
  flags: readonly Flag[],
): { readonly name: string; readonly rest: readonly string[] } | null {
  for (const token of tokenize(args, flags)) {
    if (token.kind === 'option' && !flagNamed(token.rawName, flags)) return null;
    if (token.kind === 'positional') return { name: token.value, rest: args.toSpliced(token.index, 1) };
  }
  return null;
}
