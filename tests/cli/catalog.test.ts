import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/cli/catalog.ts';
import type { Command } from '../../src/cli/command.ts';
import { flagOf } from '../../src/cli/flags.ts';
import { GLOBAL_FLAGS } from '../../src/cli/globals.ts';
import { locate } from '../../src/cli/locate.ts';
import { parse } from '../../src/cli/parse.ts';

const COMMANDS = new URL('../../src/cli/commands/', import.meta.url);

/** A command with its sub-commands, by title. */
function withSubcommands(title: string, command: Command): readonly (readonly [string, Command])[] {
  const below = Object.entries(command.subcommands ?? {});
  return [[title, command], ...below.flatMap(([name, sub]) => withSubcommands(`${title} ${name}`, sub))];
}

/** The words of an example as a shell would pass them on; null for a line that is more than one command. */
function wordsOf(line: string): readonly string[] | null {
  if (!line.startsWith('lra ') || /[|<>]\s|\s[|>]|\$\(/.test(line)) return null;
  const printed = execFileSync('bash', ['-c', `printf '%s\\0' ${line.slice('lra '.length)}`], {
    encoding: 'utf8',
  });
  return printed.split('\0').slice(0, -1);
}

test('every file of a command is in the catalog, and nothing else', () => {
  const files = readdirSync(COMMANDS).map((file) => file.replace('.ts', ''));
  expect(Object.keys(catalog).sort()).toEqual(files.sort());
});

describe.each(Object.keys(catalog))('%s', async (name) => {
  const { command } = await catalog[name]!.load();

  test('has the summary that the help lists', () => {
    expect(catalog[name]!.summary).toBe(command.summary);
  });

  describe.each(withSubcommands(name, command))('lra %s', (_, own) => {
    test('runs, or has commands that do', () => {
      expect(own.run === undefined).toBe(own.subcommands !== undefined);
    });

    test('takes no flag twice and none of the global ones', () => {
      const flags = [...GLOBAL_FLAGS, ...(own.options ?? []).map(flagOf)];
      const names = flags.flatMap(({ long, short }) => (short ? [long, short] : [long]));
      expect(names).toEqual([...new Set(names)]);
    });

    test('needs no argument behind one that is optional or takes several', () => {
      const words = own.arguments ?? [];
      expect(words.findIndex(({ optional, variadic }) => optional || variadic)).toBeOneOf([
        -1,
        words.length - 1,
      ]);
    });

    test('has examples, and takes them as they are written', async () => {
      expect(own.examples.length).toBeGreaterThan(0);
      for (const [line] of own.examples) {
        const words = wordsOf(line);
        if (!words) continue;
        const { path, command: found, flags, rest, unknown } = await locate(words);
        expect(unknown).toBeUndefined();
        expect(() =>
          parse({ title: path.join(' '), arguments: found?.arguments ?? [], flags }, rest),
        ).not.toThrow();
      }
    });
  });
});
