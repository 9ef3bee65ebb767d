import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import type { ParseAnswer, ParseRequest } from '../../../../src/host/code/parse/messages.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

/** A worker as the build makes it, inside the package: that is where it looks for the grammars. */
async function startWorker(): Promise<Worker> {
  const { outputFiles } = await build({
    entryPoints: ['src/host/code/parse/worker.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['web-tree-sitter'],
    define: { 'import.meta.url': JSON.stringify(import.meta.url) },
    write: false,
  });
  const worker = new Worker(outputFiles[0]!.text, { eval: true });
  onTestFinished(async () => void (await worker.terminate()));
  return worker;
}

function ask(worker: Worker, requests: readonly ParseRequest[]): Promise<readonly ParseAnswer[]> {
  return new Promise((resolve, reject) => {
    const answers: ParseAnswer[] = [];
    worker.on('error', reject).on('message', (answer: ParseAnswer) => {
      answers.push(answer);
      if (answers.length === requests.length) resolve(answers);
    });
    for (const request of requests) worker.postMessage(request);
  });
}

test('a worker answers in the order it was asked, from bytes or from a file, and survives what it cannot read', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a.py'), 'def f():\n  """Doc."""\n');
  writeFileSync(join(folder, 'large.js'), Buffer.alloc(16 * 1024 * 1024 + 1, 0x20));
  const text = (source: string) => new TextEncoder().encode(source);
  const answers = await ask(await startWorker(), [
    { id: 7, path: 'a.py', source: join(folder, 'a.py'), want: 'facts' },
    { id: 3, path: 'gone.py', source: join(folder, 'gone.py'), want: 'facts' },
    { id: 4, path: 'large.js', source: join(folder, 'large.js'), want: 'details' },
    { id: 5, path: 'folder.js', source: folder, want: 'facts' },
    { id: 6, path: 'b.js', source: text('\0'), want: 'facts' },
    { id: 9, path: 'src/b.js', source: text('export const f = (a) => a;\n'), want: 'details' },
  ]);
  expect(answers).toEqual([
    {
      id: 7,
      facts: { bytes: 22, functions: 1, commented: 1, documented: false, imports: [] },
      spent: false,
    },
    { id: 3, skipped: 'unreadable', spent: false },
    { id: 4, skipped: 'too_large', spent: false },
    { id: 5, skipped: 'unreadable', spent: false },
    { id: 6, skipped: 'binary', spent: false },
    {
      id: 9,
      details: {
        path: 'src/b.js',
        language: 'javascript',
        bytes: 27,
        functions: 1,
        commented: 0,
        documented: false,
        imports: [],
        definitions: [{ name: 'f', line: 1, signature: 'f = (a)', commented: false }],
        exports: ['f'],
      },
      spent: false,
    },
  ]);
});
