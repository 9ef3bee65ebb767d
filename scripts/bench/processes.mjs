// Whole processes: start to exit, wall time and peak memory.
import { spawn, spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { lra, makeProject } from './project.mjs';
import { median } from './statistics.mjs';

/** Times a command against bare node in turn, so that a slow moment of the machine hits both. */
function timed(args, cwd, runs) {
  const own = [];
  const bare = [];
  once([...args(-1)], cwd);
  for (let i = 0; i < runs; i++) {
    bare.push(once(['-e', '0'], cwd));
    own.push(once([...args(i)], cwd));
  }
  return { ms: median(own), bareMs: median(bare), ratio: median(own.map((ms, i) => ms / bare[i])) };
}

function once(args, cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}

export async function wholeProcess(parent, runs, sizes) {
  const rows = [
    { name: '`lra --version`', size: null, goal: 1.6, ...timed(() => [lra, '--version'], parent, runs) },
  ];
  for (const size of sizes) {
    const dir = makeProject(parent, size);
    const goals = { 1000: [2, 2.5], 10000: [2.5, 3], 100000: [6, 6] }[size];
    const id = (n) => `task_${String(n * 15 + 1).padStart(3, '0')}`;
    const measure = (name, goal, args) =>
      rows.push({ name: `\`${name}\``, size, goal, ...timed(args, dir, runs) });
    measure('context', goals[0], () => [lra, 'context']);
    measure('list --limit 50', goals[0], () => [lra, 'list', '--limit', '50']);
    measure('claim', goals[0], (i) => [lra, 'claim', id(i + 2), '--agent', 'bench']);
    measure('claim --next', goals[0], () => [lra, 'claim', '--next', '--agent', 'bench']);
    measure('set', goals[0], (i) => [lra, 'set', id(i + 2), 'completed', '--agent', 'bench']);
    measure('create', goals[1], (i) => [lra, 'create', `one more task ${i}`]);
  }
  return rows;
}

/** 16 processes take tasks until none is left, against 16 that start `lra --version` over and over. */
export async function contention(parent, tasks) {
  const workers = 16;
  const dir = makeProject(parent, 0, 'contention');
  for (let done = 0; done < tasks; done += 100) {
    const plan = Array.from({ length: Math.min(100, tasks - done) }, (_, i) => ({
      desc: `part ${done + i}`,
    }));
    spawnSync(process.execPath, [lra, 'create', `batch ${done}`], { cwd: dir });
    const parentId = `task_${String(done / 100 + 1).padStart(3, '0')}`;
    spawnSync(process.execPath, [lra, 'split', parentId, '--plan', '-'], {
      cwd: dir,
      input: JSON.stringify(plan),
    });
  }
  const starts = performance.now();
  await Promise.all(
    Array.from({ length: workers }, () => repeat(() => [lra, '--version'], dir, Math.ceil(tasks / workers))),
  );
  const versionRate = (Math.ceil(tasks / workers) * workers) / (performance.now() - starts);
  const from = performance.now();
  const taken = await Promise.all(
    Array.from({ length: workers }, (_, i) =>
      repeat(() => [lra, 'claim', '--next', '--agent', `w${i}`], dir, Number.POSITIVE_INFINITY),
    ),
  );
  const claimed = taken.reduce((sum, n) => sum + n, 0);
  const claimRate = claimed / (performance.now() - from);
  return {
    workers,
    claimed,
    claimsPerSecond: claimRate * 1000,
    startsPerSecond: versionRate * 1000,
    share: claimRate / versionRate,
  };
}

/** Runs commands one after the other until one fails or the count is reached. */
async function repeat(args, cwd, count) {
  let done = 0;
  for (; done < count; done++) {
    const code = await new Promise((resolve) => {
      spawn(process.execPath, args(), { cwd, stdio: 'ignore' }).once('close', resolve);
    });
    if (code !== 0) break;
  }
  return done;
}

/** Peak resident memory of a claim, as the kernel counts it. */
export async function memory(parent, size) {
  const dir = makeProject(parent, size, `memory${size}`);
  const { stderr } = spawnSync(
    '/usr/bin/time',
    ['-f', '%M', process.execPath, lra, 'claim', 'task_001', '--agent', 'bench', '--quiet'],
    {
      cwd: dir,
      encoding: 'utf8',
    },
  );
  const kilobytes = Number(stderr?.trim().split('\n').at(-1));
  return { size, megabytes: Number.isFinite(kilobytes) && kilobytes > 0 ? kilobytes / 1024 : null };
}
