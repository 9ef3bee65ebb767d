import type { Input } from './command.ts';
import { type Flag, flagNamed, type OptionToken, tokenize } from './flags.ts';
import { type Grammar, usageLine, written } from './grammar.ts';
import { usage } from './input.ts';
import { shown, unknownFlag } from './unknown.ts';

type Options = { [name: string]: string | boolean | readonly string[] | undefined };

/** Reads arguments into options and named words. Stops with usage on a flag, a value or a number of words that does not fit. */
export function parse(grammar: Grammar, args: readonly string[]): Input {
  const options: Options = {};
  const words: string[] = [];
  for (const token of tokenize(args, grammar.flags)) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = flagNamed(token.rawName, grammar.flags) ?? unknownFlag(grammar, token.rawName);
    const value = readValue(flag, token, grammar);
    options[flag.key] = flag.spec.repeat
      ? [...((options[flag.key] as string[]) ?? []), String(value)]
      : value;
  }
  return { options, args: options.help === true ? {} : named(grammar, words) };
}

function readValue(flag: Flag, token: OptionToken, { title, flags }: Grammar): string | boolean {
  const { rawName, value, inlineValue } = token;
  const help = `see: ${title} --help`;
  if (flag.value === null) return value === undefined || usage(`${rawName} takes no value`, help);
  if (value === undefined) return usage(`${rawName} needs a value: ${flag.spec.flags}`, help);
  if (!inlineValue && (value === '--' || flagNamed(value, flags))) {
    return usage(
      `${rawName} needs a value, and ${value} is a flag`,
      `to mean it as text: --${flag.long}=${value}`,
    );
  }
  return value;
}

function named(grammar: Grammar, words: readonly string[]): Input['args'] {
  const left = [...words];
  const args: { [name: string]: string | readonly string[] | undefined } = {};
  for (const spec of grammar.arguments) {
    const { name, optional, variadic } = spec;
    if (left.length === 0 && !optional) {
      return usage(`${grammar.title} needs ${written(spec)}`, `usage: ${usageLine(grammar)}`);
    }
    args[name] = variadic ? left.splice(0) : left.shift();
  }
  if (left.length === 0) return args;
  const takes = grammar.arguments.length === 0 ? 'no arguments' : grammar.arguments.map(written).join(' ');
  const last = grammar.arguments.at(-1);
  return usage(
    `${grammar.title} takes ${takes}, and ${shown(left[0]!)} is one too many`,
    last && !last.complete ? 'a text with spaces needs quotes around it' : `usage: ${usageLine(grammar)}`,
  );
}
