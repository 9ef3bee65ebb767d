import type { CommandContext } from './command.ts';
import { readInput } from './read-input.ts';

/** The text that a value stands for: `-` is stdin, `@path` a file, anything else itself. Stops with io_error. */
export async function textOf(context: Pick<CommandContext, 'stdin'>, value: string): Promise<string> {
  if (value === '-') return context.stdin();
  return value.startsWith('@') ? readInput(context, value.slice(1)) : value;
}
