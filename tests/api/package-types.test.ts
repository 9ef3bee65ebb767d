import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { examplesIn, messagesOf, PACKAGE } from '../helpers/examples.ts';
import { NODE, runProgram, temporaryFolder } from '../helpers/run-lra.ts';

const MODES = [
  ['nodenext', ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
  ['bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
] as const;

/** Writes the declarations of the package, and nothing else of it, to where a consumer finds them. */
async function installTypes(folder: string): Promise<void> {
  const installed = join(folder, 'node_modules/long-run-agent');
  mkdirSync(installed, { recursive: true });
  copyFileSync(join(PACKAGE, 'package.json'), join(installed, 'package.json'));
  const compiler = join(PACKAGE, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', 'tsconfig.types.json', '--outDir', join(installed, 'dist/types')];
  expect(await runProgram(NODE, args, { cwd: PACKAGE })).toMatchObject({ code: 0, stdout: '' });
}

test('the declarations serve a strict consumer that checks libraries too, whichever way it finds them', async () => {
  const folder = temporaryFolder();
  await installTypes(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const consumer = join(folder, 'consumer.ts');
  const wrong = '\nconst wrong: number = (await ann.status()).project;\nconsole.log(wrong);\n';
  for (const [name, module, moduleResolution] of MODES) {
    const complaintsAbout = (text: string) => {
      writeFileSync(consumer, text);
      const program = ts.createProgram([consumer], {
        module,
        moduleResolution,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
      });
      return [name, ...messagesOf(ts.getPreEmitDiagnostics(program))];
    };
    expect(complaintsAbout(examplesIn('docs/library.md'))).toEqual([name]);
    expect(complaintsAbout(examplesIn('docs/library.md') + wrong)).toEqual([
      name,
      "Type 'string' is not assignable to type 'number'.",
    ]);
  }
}, 120_000);
