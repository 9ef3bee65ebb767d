import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { DriverOrder } from './store-driver.ts';

/** A driver process, as it looks from outside. */
export interface Driver {
  readonly child: ChildProcess;
  /** Settles when the process has ended. */
  readonly ended: Promise<DriverReport>;
}

export interface DriverReport {
  /** What each acknowledged transaction returned, and how long it took. */
  readonly acked: readonly { readonly value: unknown; readonly ms: number }[];
  /** The changing calls; empty when the process was killed. */
  readonly calls: readonly string[];
  readonly stderr: string;
}

/** A killed or stopped process leaves the same files in memory as on a disk, where each run would wait for fsync. */
const MEMORY = '/dev/shm';

/** Starts driver processes from a bundle, which is made once. */
export interface Drivers {
  start(order: DriverOrder): Driver;
  /** A new empty folder, gone with the drivers. */
  folder(): string;
  /** Ends what still runs and deletes the folders. */
  remove(): void;
}

export async function makeDrivers(entry = 'store-driver.ts'): Promise<Drivers> {
  const root = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'lra-store-'));
  const bundle = join(root, 'driver.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    banner: {
      js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
    },
    logLevel: 'warning',
  });
  const started: ChildProcess[] = [];
  let isRemoved = false;
  return {
    start: (order) => {
      // A test that ran out of time still goes on, with nobody left to end what it starts.
      if (isRemoved) throw new Error('the drivers are gone');
      const driver = start(bundle, order);
      started.push(driver.child);
      return driver;
    },
    folder: () => mkdtempSync(join(root, 'p-')),
    remove: () => {
      isRemoved = true;
      // A test that failed leaves processes stopped.
      for (const child of started) child.kill('SIGKILL');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function start(bundle: string, order: DriverOrder): Driver {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const child = spawn(process.execPath, [bundle, JSON.stringify(order)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const ended = new Promise<DriverReport>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const lines = stdout.split('\n');
      const said = (word: string) =>
        lines
          .filter((line) => line.startsWith(`${word} `))
          .map((line) => JSON.parse(line.slice(word.length)));
      resolve({
        acked: said('acked') as DriverReport['acked'],
        calls: (said('calls')[0] as string[]) ?? [],
        stderr,
      });
    });
  });
  return { child, ended };
}

/** Waits until a process has stopped itself; false when it ended instead. */
export async function untilStopped({ child }: Driver): Promise<boolean> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    if (/^\d+ \(.*\) T/.test(processState(child.pid!))) return true;
    await sleep(2);
  }
}

function processState(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
