import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaints, consumerFolder, examplesIn, promisedBy } from '../helpers/examples.ts';
import { NODE, runProgram } from '../helpers/run-lra.ts';

test('the program in the README type-checks, and is the same in Chinese', () => {
  expect(complaints(examplesIn('README.md'))).toEqual([]);
  expect(examplesIn('README.zh-CN.md')).toBe(examplesIn('README.md'));
}, 60_000);

test('the program in docs/library.md type-checks, and prints what it says', async () => {
  const program = examplesIn('docs/library.md');
  expect(complaints(program)).toEqual([]);
  const cwd = consumerFolder();
  // It stands in the project, whose first task has its code checked: documented, it may be taken over whole.
  writeFileSync(join(cwd, 'program.mjs'), `/** Tries the package. */\n${program}`);
  const { stdout, stderr } = await runProgram(NODE, ['program.mjs'], { cwd });
  expect(stderr).toBe('');
  expect(stdout.trimEnd().split('\n')).toEqual(promisedBy(program));
}, 60_000);
