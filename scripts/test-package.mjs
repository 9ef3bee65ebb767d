// Packs the package, installs it globally into an empty prefix, and plays the demo with it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dir = mkdtempSync(join(tmpdir(), 'lra-pack-'));
const run = (command, args, options = {}) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], ...options });
try {
  // Built first, and packed without scripts: what the build prints would stand before the JSON.
  run('npm', ['run', '--silent', 'prepare']);
  const pack = ['pack', '--silent', '--json', '--ignore-scripts', '--pack-destination', dir];
  const [packed] = JSON.parse(run('npm', pack));
  run('npm', [
    'install',
    '--silent',
    '--global',
    '--prefix',
    join(dir, 'prefix'),
    join(dir, packed.filename),
  ]);
  const lra = join(dir, 'prefix', 'bin', 'lra');
  console.log(
    `packed ${packed.filename}: ${(packed.size / 1024).toFixed(0)} KiB, ${packed.entryCount} files`,
  );
  console.log(`installed: lra ${run(lra, ['--version'], { cwd: dir }).trim()}`);
  run(lra, ['demo'], { cwd: dir });
  console.log('the demo ran from the installed package');
} finally {
  rmSync(dir, { recursive: true, force: true });
}
