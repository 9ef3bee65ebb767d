import type { ArgumentSpec } from './command.ts';
import type { Flag } from './flags.ts';

/** What a command line is read against: its title (`lra batch set`), its arguments and the flags it takes. */
export interface Grammar {
  readonly title: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly flags: readonly Flag[];
}

/** An argument as the help writes it: `<id>`, `[id]`, `<id>...`. */
export function written({ name, optional, variadic }: ArgumentSpec): string {
  const dots = variadic ? '...' : '';
  return optional ? `[${name}${dots}]` : `<${name}>${dots}`;
}

/** A command in one line: `lra set <id> <status> [options]`. */
export function usageLine({ title, arguments: specs }: Pick<Grammar, 'title' | 'arguments'>): string {
  return [title, ...specs.map(written), '[options]'].join(' ');
}
