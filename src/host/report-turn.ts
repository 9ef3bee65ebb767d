import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Turn } from '../ports/reports.ts';
import { errorCode } from './io-failure.ts';

/** How long a turn may go untouched before others take it: its holder touches it while it measures, unless it was killed. */
const STALE_MS = 10_000;
const PAUSE_MS = 50;
const UNGUARDED: Turn = { end: async () => {} };

/**
 * Takes the turn to make a report, which one process has at a time, and waits at most so many milliseconds for others; null
 * when that is not enough. Where nothing can be
 * written nobody keeps the others out; a symbolic link is not followed.
 */
export async function takeTurn(folder: string, patience: number): Promise<Turn | null> {
  // Not at the top: only the first task of a project comes here.
  const { default: lockfile } = await import('proper-lockfile');
  const deadline = performance.now() + patience;
  const options = {
    lockfilePath: join(folder, 'check.lock'),
    realpath: false,
    stale: STALE_MS,
    // Others checked as well: that costs time, and no more.
    onCompromised: () => {},
  };
  for (;;) {
    try {
      mkdirSync(folder, { recursive: true });
      if (!lstatSync(folder).isDirectory()) return UNGUARDED;
      const release = await lockfile.lock(folder, options);
      return { end: () => release().catch(() => {}) };
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      if (errorCode(error) !== 'ELOCKED') return UNGUARDED;
    }
    if (performance.now() >= deadline) return null;
    await new Promise((wake) => setTimeout(wake, PAUSE_MS * (0.5 + Math.random())));
  }
}
