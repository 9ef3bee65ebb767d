import type { Input, OptionSpec } from './command.ts';
import { option, optionList } from './input.ts';

/** What can be said in a pause as in a checkpoint. */
export const SAID_OPTIONS: readonly OptionSpec[] = [
  { flags: '--note <text>', summary: 'a word for whoever goes on' },
  { flags: '--completed <text>', summary: 'something that is done', repeat: true },
  { flags: '--remaining <text>', summary: 'something that is left to do', repeat: true },
];

/** What was said of it. */
export function said(input: Input): {
  readonly note: string | undefined;
  readonly completed: readonly string[] | undefined;
  readonly remaining: readonly string[] | undefined;
} {
  return {
    note: option(input, 'note'),
    completed: givenList(input, 'completed'),
    remaining: givenList(input, 'remaining'),
  };
}

/** The values of a repeatable option, or undefined when it was not given. */
export function givenList(input: Input, name: string): readonly string[] | undefined {
  const values = optionList(input, name);
  return values.length > 0 ? values : undefined;
}
