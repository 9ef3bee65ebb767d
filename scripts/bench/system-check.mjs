// The system check on large trees: first run, second run, peak memory; on the mixed one with cloc beside it.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { mixedTree, smallFilesTree, typescriptTree } from './code-trees.mjs';
import { lra } from './project.mjs';
import { median } from './statistics.mjs';

const PEAK = fileURLToPath(new URL('peak.cjs', import.meta.url));

/** Measures each tree; a figure is the median of a few runs. `clocMs` is null where cloc is not installed. */
export function systemCheck(parent, { quick }) {
  const runs = quick ? 1 : 3;
  const trees = [
    { name: "TypeScript's own library", make: () => typescriptTree(parent), changes: '_tsserver.js' },
    {
      name: 'many small files',
      make: () => smallFilesTree(parent, quick ? 2000 : 20_000),
      changes: 'src/part0/file0.py',
    },
    {
      name: 'mixed, all languages',
      make: () => mixedTree(parent, (quick ? 1 : 10) * 2 ** 20),
      changes: 'src/part0/file0.py',
      hasCloc: true,
    },
  ];
  return trees.map(({ name, make, changes, hasCloc }) => {
    const dir = make();
    const row = {
      name,
      ...measured(dir, changes, runs),
      ...(hasCloc ? { clocMs: clocTime(dir, runs) } : {}),
    };
    rmSync(dir, { recursive: true });
    return row;
  });
}

/** The first run knows nothing; the second finds everything as it was; before the third, one small file changes. */
function measured(dir, changes, runs) {
  const series = (action) => Array.from({ length: runs }, action);
  const first = series(() => {
    rmSync(join(dir, '.long-run-agent'), { recursive: true, force: true });
    run(dir, ['init', '--quiet']);
    return check(dir);
  });
  const second = series(() => check(dir, '--full'));
  const changed = series(() => {
    appendFileSync(join(dir, changes), '\n');
    return check(dir);
  });
  const { metrics, skipped } = first[0].report;
  const time = (checks) => median(checks.map(({ ms }) => ms));
  return {
    files: metrics.code_file_count,
    skipped,
    bytes: metrics.code_total_size_mb * 2 ** 20,
    functions: metrics.func_total,
    firstMs: time(first),
    secondMs: time(second),
    changedMs: time(changed),
    peakBytes: Math.max(...first.map(({ peak }) => peak)),
  };
}

function check(dir, ...flags) {
  const peakFile = join(dir, '.long-run-agent', 'peak');
  const start = performance.now();
  const stdout = run(dir, ['system-check', '--json', ...flags], { LRA_BENCH_PEAK: peakFile }, [
    '--require',
    PEAK,
  ]);
  const ms = performance.now() - start;
  return { ms, report: JSON.parse(stdout).report, peak: Number(readFileSync(peakFile, 'utf8')) * 1024 };
}

function run(cwd, args, more = {}, nodeArgs = []) {
  const options = { cwd, env: { ...process.env, ...more }, encoding: 'utf8', maxBuffer: 2 ** 28 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArgs, lra, ...args], options);
  if (status !== 0) throw new Error(`lra ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

function clocTime(dir, runs) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status } = spawnSync('cloc', ['--quiet', '.'], { cwd: dir, stdio: 'ignore' });
    return status === 0 ? performance.now() - start : null;
  });
  return times.includes(null) ? null : median(times);
}
