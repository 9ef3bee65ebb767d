import { readFileSync } from 'node:fs';
import { fail } from '../core/failure.ts';
import type { CommandContext } from './command.ts';
import { stop } from './input.ts';

/** The text of a file, or of stdin for `-`. Stops with io_error when it cannot be read. */
export async function readInput(context: Pick<CommandContext, 'stdin'>, path: string): Promise<string> {
  if (path === '-') return context.stdin();
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : message.replace(/^[A-Z0-9]+: |, \w+(?: '.*')?$/g, '');
    return stop(
      fail('io_error', `${path}: ${reason}`, {
        hint: 'name a file that can be read, or - to read from stdin',
        data: { path, errno: code ?? null },
      }),
    );
  }
}
