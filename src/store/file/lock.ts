import { type Failure, FailureError, fail } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { asIoError, isErrno, quietly, type StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';

/**
 * How long a lock may go untouched before others take it. Its holder works for milliseconds, so this is how long the
 * others wait after it was killed. Not a matter of safety: a holder that was only suspended finds its commit refused.
 */
const STALE_MS = 2500;

/** How long to wait for others before giving up; 32 processes at once on a slow machine need a few seconds. */
const PATIENCE_MS = 20_000;

const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 24;

/** The project lock, while it is held. */
export interface HeldLock {
  /** Says that the holder is alive; for work that takes longer than milliseconds. */
  touch(): void;
  release(): void;
}

/** Takes the project's write lock. Failures: busy when others hold it for too long, io_error. */
export async function takeLock(fs: StoreFs, layout: Layout): Promise<Result<HeldLock, Failure>> {
  // Not at the top: reads take no lock.
  const { default: lockfile } = await import('proper-lockfile');
  const guarded = guardedFs(fs);
  const options = {
    lockfilePath: layout.lock,
    realpath: false,
    stale: STALE_MS,
    // A compromised lock shows itself at the commit, which is then refused.
    onCompromised: () => {},
    fs: guarded.fs,
  };
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    try {
      const release = lockfile.lockSync(layout.dir, options);
      return ok(held(fs, layout, guarded, release));
    } catch (error) {
      if (!isErrno(error, 'ELOCKED') && !isTakenFromUs(error)) {
        const known = asIoError(error);
        if (known instanceof FailureError) return err(known.failure);
        throw known;
      }
    }
    if (performance.now() > deadline) return err(busy());
    quietly(() => dropLockOfFuture(fs, layout));
    // Random, so that those who wait do not come back together.
    await new Promise((wake) => setTimeout(wake, pause * (0.5 + Math.random())));
  }
}

/** What the lock library needs of the file system; it leaves a lock alone that is no longer ours. */
function guardedFs({ mkdirSync, statSync, utimesSync, rmdirSync }: StoreFs) {
  const guarded = {
    isOurs: true,
    fs: {
      mkdirSync,
      statSync,
      utimesSync,
      rmdirSync: (path: string) => {
        if (guarded.isOurs) rmdirSync(path);
      },
    },
  };
  return guarded;
}

/** A lock whose time is no longer ours was taken by others meanwhile: it is theirs to release. */
function held(fs: StoreFs, layout: Layout, guarded: { isOurs: boolean }, release: () => void): HeldLock {
  const timeOfLock = () => fs.statSync(layout.lock).mtimeMs;
  let ours = timeOfLock();
  return {
    touch: () => {
      quietly(() => {
        if (timeOfLock() !== ours) return;
        const now = new Date();
        fs.utimesSync(layout.lock, now, now);
        ours = timeOfLock();
      });
    },
    release: () => {
      guarded.isOurs = false;
      quietly(() => {
        guarded.isOurs = timeOfLock() === ours;
      });
      quietly(release);
    },
  };
}

/** Suspended while taking the lock, and it was stale when we woke up. */
function isTakenFromUs(error: unknown): boolean {
  return isErrno(error, 'ENOENT') && error.syscall !== 'mkdir';
}

/** A lock from before the clock was set back would look fresh for as long as the clock was set back. */
function dropLockOfFuture(fs: StoreFs, layout: Layout): void {
  if (fs.statSync(layout.lock).mtimeMs > Date.now() + 2 * STALE_MS) fs.rmdirSync(layout.lock);
}

function busy(): Failure {
  return fail('busy', `other processes kept the project locked for ${PATIENCE_MS / 1000} seconds`, {
    hint: 'try again in a moment',
  });
}
