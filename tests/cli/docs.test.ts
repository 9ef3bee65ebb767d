import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProgram } from '../helpers/run-lra.ts';

test('docs/cli.md says what the commands say', async () => {
  const script = fileURLToPath(new URL('../../scripts/build-docs.mjs', import.meta.url));
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { code, stderr } = await runProgram(process.execPath, [script, '--check'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
