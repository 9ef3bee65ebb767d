import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const exampleIn = (page: string) => /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(root, page), 'utf8'))![1]!;

/** What the compiler has against a program that stands in the root of the repository. */
function complaints(program: string): readonly string[] {
  const file = join(root, 'example.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['node'],
    paths: { 'long-run-agent': [join(root, 'src/index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, language, ...more) =>
    path === file ? ts.createSourceFile(path, program, language) : getSourceFile(path, language, ...more);
  const made = ts.createProgram([file], options, host);
  const source = made.getSourceFile(file)!;
  return [...made.getSyntacticDiagnostics(source), ...made.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

test('the program in the README type-checks, and is the same in Chinese', () => {
  expect(complaints(exampleIn('README.md'))).toEqual([]);
  expect(exampleIn('README.zh-CN.md')).toBe(exampleIn('README.md'));
}, 60_000);
