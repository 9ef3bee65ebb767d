import { expect, test } from 'vitest';
import { locate } from '../../src/cli/locate.ts';

test.each([
  [['set', 'a', 'b'], ['set'], ['a', 'b']],
  [['--json', '-C', 'dir', 'set', 'a'], ['set'], ['--json', '-C', 'dir', 'a']],
  [['-Cset', 'set'], ['set'], ['-Cset']],
  [
    ['batch', '--keep-going', 'set', 'done', 'a'],
    ['batch', 'set'],
    ['--keep-going', 'done', 'a'],
  ],
  [
    ['batch', '--', 'set', 'done'],
    ['batch', 'set'],
    ['--', 'done'],
  ],
  [['--', 'set', '--json'], ['set'], ['--', '--json']],
  [['batch'], ['batch'], []],
  [['help', 'batch', 'set'], ['help'], ['batch', 'set']],
  [['--version'], [], ['--version']],
  [[], [], []],
])('%j names %j', async (argv, path, rest) => {
  expect(await locate(argv)).toMatchObject({ path, rest });
});

test.each([
  [['stauts'], 'stauts'],
  [['__proto__'], '__proto__'],
  [['constructor'], 'constructor'],
  [['batch', 'toString'], 'toString'],
])('%j names no command', async (argv, unknown) => {
  expect(await locate(argv)).toMatchObject({ unknown });
});

test('behind a flag that is unknown, no name can be told', async () => {
  const located = await locate(['--note', 'set', 'a']);
  expect(located).toMatchObject({ path: [], rest: ['--note', 'set', 'a'] });
  expect(located.unknown).toBeUndefined();
});
