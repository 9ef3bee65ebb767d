// A hundred background jobs at once: how long starting one takes, until all are told of, and what their watchers weigh.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { lra, makeProject } from './project.mjs';
import { median } from './statistics.mjs';

const AT_ONCE = 8;
const SLEEP_SECONDS = 20;

/** `mebibytes` is what each watcher adds to the memory in use (its proportional share); null where that is not told. */
export async function background(parent, jobs) {
  const dir = makeProject(parent, 0, 'background');
  const starts = [];
  const pids = [];
  const begun = performance.now();
  const starter = async () => {
    while (starts.length < jobs) {
      const start = performance.now();
      const at = starts.push(0) - 1;
      pids.push(await startOne(dir));
      starts[at] = performance.now() - start;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, starter));
  const startedMs = performance.now() - begun;
  const mebibytes = shareOf(pids);
  const ids = pids.map((_, i) => `job_${String(i + 1).padStart(3, '0')}`);
  ask(dir, ['bg', 'wait', ...ids, '--json']);
  const { notifications } = ask(dir, ['bg', 'drain', '--json']);
  return { jobs, startMs: median(starts), startedMs, told: notifications.length, mebibytes };
}

function startOne(cwd) {
  return new Promise((resolve, reject) => {
    const args = [lra, 'bg', 'run', '--json', '--', 'sleep', String(SLEEP_SECONDS)];
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.on('close', () => {
      const { job, error } = JSON.parse(said);
      if (job) resolve(job.pid);
      else reject(new Error(error.message));
    });
  });
}

function ask(cwd, args) {
  const { stdout } = spawnSync(process.execPath, [lra, ...args], { cwd, encoding: 'utf8' });
  return JSON.parse(stdout);
}

/** What each process adds to the memory in use: pages that several share are counted by their share. */
function shareOf(pids) {
  try {
    const shares = pids.map((pid) => {
      const share = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      return share ? [Number(share[1])] : [];
    });
    return median(shares.flat()) / 1024;
  } catch {
    return null;
  }
}
