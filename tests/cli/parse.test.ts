import { describe, expect, test } from 'vitest';
import type { ArgumentSpec, OptionSpec } from '../../src/cli/command.ts';
import { flagOf } from '../../src/cli/flags.ts';
import { GLOBAL_FLAGS } from '../../src/cli/globals.ts';
import { parse } from '../../src/cli/parse.ts';
import { FailureError } from '../../src/core/failure.ts';

const OPTIONS: readonly OptionSpec[] = [
  { flags: '--note <text>', summary: '' },
  { flags: '-n, --limit <n>', summary: '' },
  { flags: '--output-req <8k>', summary: '' },
  { flags: '--label <l>', summary: '', repeat: true },
  { flags: '--force', summary: '' },
];

function read(args: readonly string[], words: readonly ArgumentSpec[] = [{ name: 'id', summary: '' }]) {
  return parse(
    { title: 'lra try', arguments: words, flags: [...GLOBAL_FLAGS, ...OPTIONS.map(flagOf)] },
    args,
  );
}

function failureOf(args: readonly string[], words?: readonly ArgumentSpec[]) {
  try {
    read(args, words);
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('it was understood');
}

describe('parse', () => {
  test('reads values behind a flag, behind =, and behind a short flag', () => {
    expect(read(['x', '--note', 'a b', '--output-req=4k', '-n5']).options).toEqual({
      note: 'a b',
      outputReq: '4k',
      limit: '5',
    });
  });

  test('keeps every value of a repeated flag, and the last of another', () => {
    expect(read(['x', '--label', 'a', '--label=b', '--note', '1', '--note', '2']).options).toEqual({
      label: ['a', 'b'],
      note: '2',
    });
  });

  test('a value may begin with a dash, unless it is a flag of this command', () => {
    expect(read(['x', '--note', '- an item']).options.note).toBe('- an item');
    expect(read(['x', '--note=--force']).options.note).toBe('--force');
    expect(failureOf(['x', '--note', '--force'])).toMatchObject({
      code: 'usage',
      message: '--note needs a value, and --force is a flag',
      hint: 'to mean it as text: --note=--force',
    });
  });

  test('takes everything behind -- for words', () => {
    expect(read(['--force', '--', '--json'])).toEqual({ options: { force: true }, args: { id: '--json' } });
    expect(failureOf(['x', '--note', '--', 'y']).message).toBe('--note needs a value, and -- is a flag');
  });

  test('names words in order; the last may take several', () => {
    const words: ArgumentSpec[] = [
      { name: 'status', summary: '' },
      { name: 'ids', summary: '', variadic: true },
    ];
    expect(read(['done', 'a', 'b'], words).args).toEqual({ status: 'done', ids: ['a', 'b'] });
    expect(failureOf(['done'], words).message).toBe('lra try needs <ids>...');
    expect(read([], [{ name: 'id', summary: '', optional: true }]).args).toEqual({ id: undefined });
  });

  test.each([
    [['x', '--nte', 'v'], 'lra try has no flag "--nte"; did you mean --note?'],
    [['x', '--zzzzzz'], 'lra try has no flag "--zzzzzz"'],
    [['x', '--note'], '--note needs a value: --note <text>'],
    [['x', '--force=yes'], '--force takes no value'],
    [['x', '-z'], 'lra try has no flag "-z"'],
    [['x', '--__proto__'], 'lra try has no flag "--__proto__"'],
    [[], 'lra try needs <id>'],
    [['x', 'y'], 'lra try takes <id>, and "y" is one too many'],
  ])('refuses %j', (args, message) => {
    expect(failureOf(args)).toMatchObject({ code: 'usage', message });
  });

  test('lists what it takes when nothing is near', () => {
    const { hint, data } = failureOf(['x', '--zzzzzz']);
    expect(hint).toMatch(/^it takes --note, --limit, .*--json/);
    expect(data?.valid).toContain('--note');
  });

  test('asks for no words where help is wanted', () => {
    expect(read(['--help']).options.help).toBe(true);
  });
});
