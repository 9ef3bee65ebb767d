// Runs the command tests a second time under the current LTS of Node, from the npm package `node`, in a temporary folder.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LTS = '24';
const dir = mkdtempSync(join(tmpdir(), 'lra-lts-'));
try {
  writeFileSync(join(dir, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--silent', '--no-save', `node@${LTS}`], { cwd: dir, stdio: 'inherit' });
  const node = join(dir, 'node_modules', 'node', 'bin', 'node');
  console.log(`node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}: the command tests`);
  const run = spawnSync(node, ['node_modules/vitest/vitest.mjs', 'run', 'tests/cli'], {
    stdio: 'inherit',
    env: { ...process.env, LRA_TEST_NODE: node },
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
