import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { RunOrder } from './run-driver.ts';
import { cleanEnv, NODE } from './run-lra.ts';
import { tempFolder } from './temp-folder.ts';

export interface RunProcess {
  readonly child: ChildProcess;
  /** What it printed, when it has ended. */
  readonly ended: Promise<string>;
  /** What it printed so far. */
  said(): string;
}

/** Bundles the driver for the running test; its processes do not outlive the test. */
export async function runProcesses(): Promise<(order: RunOrder) => RunProcess> {
  const bundle = join(tempFolder(), 'driver.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('run-driver.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return (order) => {
    const child = spawn(NODE, [bundle, JSON.stringify(order)], {
      env: cleanEnv(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let out = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const ended = new Promise<string>((resolve) => child.on('close', () => resolve(out)));
    return { child, ended, said: () => out };
  };
}
