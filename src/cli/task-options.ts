import type { JsonObject } from '../core/json.ts';
import { parseVariables } from '../core/task/variables.ts';
import type { Input, OptionSpec } from './command.ts';
import { option, optionList, usage } from './input.ts';

/** `--var`, where a task's variables can be given one by one. */
export const VAR_OPTION: OptionSpec = {
  flags: '--var <name=value>',
  summary: 'a variable for its brief, as text',
  repeat: true,
};

/** The values of an option that takes a list with commas, and several times; undefined when it was not given. */
export function commaList(input: Input, name: string): readonly string[] | undefined {
  const given = optionList(input, name);
  if (given.length === 0) return undefined;
  return given.flatMap((list) => list.split(','));
}

/** The variables of `--variables` and `--var`, the latter going before; undefined when there are none. */
export function givenVariables(input: Input): JsonObject | undefined {
  const json = option(input, 'variables');
  const pairs = optionList(input, 'var').map(pairOf);
  if (json === undefined && pairs.length === 0) return undefined;
  const read = parseVariables(json ?? '{}');
  if (!read.ok) return usage(`--variables: ${read.failure}`);
  return Object.fromEntries([...Object.entries(read.value), ...pairs]);
}

function pairOf(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  return usage(`--var takes name=value, not ${JSON.stringify(text.slice(0, 80))}`);
}
