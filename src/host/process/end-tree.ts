import { setTimeout as sleep } from 'node:timers/promises';
import type { JobTree } from './job-tree.ts';
import { isStill, type ProcessRow } from './process-table.ts';

/** How the processes of a job are told to end. */
export interface EndOptions {
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  /** The process group, which is all there is to go by where the system does not show processes. */
  readonly group: number | null;
  /** Those that hold the others in a namespace: they get no SIGTERM, for they would take the others with them at once. */
  readonly spared?: (rows: readonly ProcessRow[]) => ReadonlySet<number>;
}

const FIRST_PAUSE = 5;
const PAUSE = 100;
/** Looking at every process costs milliseconds, asking for those known does not. */
const LOOK_EVERY = 500;
/** Who is still there after so many SIGKILLs cannot be ended: it waits in the kernel. */
const KILLS = 50;

/** Ends a job's processes, whatever group, session or parent they have by now; returns how many it met. Bounded in time. */
export async function endTree(tree: JobTree, options: EndOptions): Promise<number> {
  const first = tree.look();
  if (!first) return endGroup(options);
  const met = new Set<string>();
  await terminate(tree, first, options, met);
  for (let round = 0; round < KILLS; round++) {
    const rows = tree.look() ?? [];
    if (rows.length === 0) break;
    for (const row of rows) signal(row, 'SIGKILL', met);
    await sleep(pause(round));
  }
  return met.size;
}

/** Sends SIGTERM, once to each, also to those that are born meanwhile, until none is left or the grace is over. */
async function terminate(
  tree: JobTree,
  first: readonly ProcessRow[],
  { grace, spared }: EndOptions,
  met: Set<string>,
): Promise<void> {
  const end = Date.now() + grace;
  const told = new Set<string>();
  let rows = first;
  for (let round = 0, lookedAt = Date.now(); rows.length > 0; round++) {
    const isSpared = spared?.(rows);
    for (const row of rows) {
      if (told.has(keyOf(row)) || isSpared?.has(row.pid)) continue;
      told.add(keyOf(row));
      signal(row, 'SIGTERM', met);
    }
    const left = end - Date.now();
    if (left <= 0) return;
    await sleep(Math.min(left, pause(round)));
    rows = rows.filter(isStill);
    if (rows.length > 0 && Date.now() - lookedAt < LOOK_EVERY) continue;
    rows = tree.look() ?? [];
    lookedAt = Date.now();
  }
}

/** Signals a process only while it is the one that was looked at: its pid may be another's by now. */
function signal(row: ProcessRow, name: 'SIGTERM' | 'SIGKILL', met: Set<string>): void {
  if (!isStill(row)) return;
  met.add(keyOf(row));
  kill(row.pid, name);
}

async function endGroup({ grace, group }: EndOptions): Promise<number> {
  if (group === null || !kill(-group, 'SIGTERM')) return 0;
  const end = Date.now() + grace;
  for (let round = 0; Date.now() < end; round++) {
    await sleep(Math.min(end - Date.now(), pause(round)));
    if (!kill(-group, 0)) return 1;
  }
  for (let round = 0; round < KILLS && kill(-group, 'SIGKILL'); round++) await sleep(pause(round));
  return 1;
}

/** False when there is nobody to signal any more. */
function kill(pid: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function keyOf({ pid, startTime }: ProcessRow): string {
  return `${pid}:${startTime}`;
}

function pause(round: number): number {
  return Math.min(PAUSE, FIRST_PAUSE * 2 ** Math.min(round, 10));
}
