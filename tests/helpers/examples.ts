import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { temporaryFolder } from './run-lra.ts';

export const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

/** The TypeScript of a page of the package, all its blocks in their order. */
export function examplesIn(page: string): string {
  const text = readFileSync(join(PACKAGE, page), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
}

/** What a program says it prints: the comments behind its `console.log`s. */
export function promisedBy(program: string): readonly string[] {
  return [...program.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, said]) => said!);
}

/** What the compiler has against a program that imports the package; it reads the sources. */
export function complaints(program: string): readonly string[] {
  const file = join(PACKAGE, 'example.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['node'],
    paths: { 'long-run-agent': [join(PACKAGE, 'src/index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, language, ...more) =>
    path === file ? ts.createSourceFile(path, program, language) : getSourceFile(path, language, ...more);
  const made = ts.createProgram([file], options, host);
  const source = made.getSourceFile(file)!;
  return messagesOf([...made.getSyntacticDiagnostics(source), ...made.getSemanticDiagnostics(source)]);
}

/** A folder for the running test where programs can import the package. */
export function consumerFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(PACKAGE, join(folder, 'node_modules/long-run-agent'));
  return folder;
}

/** What diagnostics say, without where. */
export function messagesOf(diagnostics: readonly ts.Diagnostic[]): readonly string[] {
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
