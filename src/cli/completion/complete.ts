import type { KnownName } from '../../app/known-names.ts';
import { catalog } from '../catalog.ts';
import type { Completion } from '../command.ts';
import { type Flag, flagNamed, type Token, tokenize } from '../flags.ts';
import { type Located, locate } from '../locate.ts';
import { visible } from '../render/controls.ts';
import { rejoin } from './rejoin.ts';
import { valuesOf } from './values.ts';

/** Tells the shell to complete file names itself. */
const FILES = ':file';

const HELP = 'examples, arguments and options of a command';

/** What may stand at the cursor: names that the text typed so far is the start of, behind what is typed already. */
interface Offer {
  readonly names: readonly KnownName[] | 'file';
  /** What of the current word the names do not hold: `--status=`. */
  readonly before?: string;
}

/**
 * What may stand at the cursor, one candidate a line, with a tab before what it means. The last word is the one that is
 * being typed. Never fails: what cannot be found out is not offered.
 */
export async function complete(words: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { before, current, kept } = rejoin(words);
    const offer = await offerAt(before, current, env);
    if (offer.names === 'file') return FILES;
    return offer.names
      .map(({ name, about }) => ({ name: (offer.before ?? '') + name, about }))
      .filter(({ name }) => name.startsWith(current))
      .map(({ name, about }) => `${name.slice(kept)}\t${visible(about)}`)
      .join('\n');
  } catch {
    return '';
  }
}

async function offerAt(before: readonly string[], current: string, env: NodeJS.ProcessEnv): Promise<Offer> {
  const here = await locate(before);
  const tokens = tokenize(here.rest, here.flags);
  const last = tokens.at(-1);
  const isOpen = !tokens.some(({ kind }) => kind === 'option-terminator');
  const values = (kind: Completion | undefined, start: string) =>
    valuesOf(kind, { start, tokens, here, env });

  const waiting = last?.kind === 'option' && last.value === undefined && flagNamed(last.rawName, here.flags);
  if (waiting && waiting.value !== null) return { names: await values(waiting.spec.complete, current) };

  const [, written, start = ''] = (isOpen && /^(--[^=]+)=(.*)$/s.exec(current)) || [];
  const flag = written && flagNamed(written, here.flags);
  if (flag) return { names: await values(flag.spec.complete, start), before: `${written}=` };

  if (isOpen && current.startsWith('-')) return { names: flagNames(here.flags, tokens) };
  const names = await commandNames(here);
  return { names: names ?? (await values(argumentKind(here, tokens), current)) };
}

/** The flags that may still be given. */
function flagNames(flags: readonly Flag[], tokens: readonly Token[]): readonly KnownName[] {
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [flagNamed(token.rawName, flags)] : []));
  return flags
    .filter((flag) => flag.spec.repeat || !given.includes(flag))
    .map(({ long, spec }) => ({ name: `--${long}`, about: spec.summary }));
}

/** The commands that may be named here; null when an argument stands here instead. */
async function commandNames(here: Located): Promise<readonly KnownName[] | null> {
  if (here.unknown !== undefined) return [];
  if (here.path[0] === 'help') return (await commandNames(await locate(here.rest))) ?? [];
  if (here.command && !here.command.subcommands) return null;
  const names = Object.entries(here.command?.subcommands ?? { ...catalog, help: { summary: HELP } });
  return names.map(([name, { summary }]) => ({ name, about: summary }));
}

/** The kind of the argument that stands here: the one after those given, or the last when it takes several. */
function argumentKind(here: Located, tokens: readonly Token[]): Completion | undefined {
  const specs = here.command?.arguments ?? [];
  const given = tokens.filter(({ kind }) => kind === 'positional').length;
  const spec = specs[given] ?? (specs.at(-1)?.variadic ? specs.at(-1) : undefined);
  return spec?.complete;
}
