import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageRoot } from '../../src/host/package-root.ts';
import { tempFolder } from './temp-folder.ts';

/** The worker that parses, bundled where it finds its grammars. */
export async function parseWorker(): Promise<string> {
  const folder = tempFolder();
  writeFileSync(join(folder, 'package.json'), '{}');
  symlinkSync(join(packageRoot(), 'node_modules'), join(folder, 'node_modules'));
  const outfile = join(folder, 'worker.mjs');
  const entry = join(packageRoot(), 'src/host/code/parse/worker.ts');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outfile;
}

/** A worker that finds a function a line, and in some files what the name says. It notes each of its starts in a file. */
export function oddWorker(): { readonly workerFile: string; readonly starts: string } {
  const folder = tempFolder();
  const workerFile = join(folder, 'worker.cjs');
  const starts = join(folder, 'starts');
  writeFileSync(
    workerFile,
    `const { appendFileSync } = require('node:fs');
    const { parentPort } = require('node:worker_threads');
    appendFileSync(${JSON.stringify(starts)}, 'x');
    console.log('noise');
    console.error('noise');
    parentPort.on('message', ({ id, path, source }) => {
      if (path.includes('exit')) process.exit(0);
      if (path.includes('throw')) throw new Error('broken');
      if (path.includes('memory')) for (const all = []; ; ) all.push(new Array(1e5).fill({}));
      while (path.includes('hang'));
      const functions = Buffer.from(source).toString().split('\\n').length - 1;
      const facts = { bytes: source.length, functions, commented: 0, documented: false, imports: [] };
      parentPort.postMessage({ id, facts, spent: path.includes('spent') });
    });`,
  );
  return { workerFile, starts };
}
