import { isTest } from '../codebase/asides.ts';
import type { Documentation } from '../codebase/documented.ts';
import type { Commit, FileDetails } from '../codebase/facts.ts';
import type { Module } from '../codebase/module.ts';
import { shortText } from '../short-text.ts';
import type { AnalysedFunction, AnalysisLists, ModuleAnalysis, TouchingTask } from './document.ts';
import type { LinksAround } from './links.ts';

/** What the rest of the project has to say of a module. */
export interface ModuleSurroundings extends LinksAround {
  readonly documentation: Documentation;
  readonly tests: readonly string[];
  readonly commits: readonly Commit[];
  readonly tasks: readonly TouchingTask[];
}

const SIGNATURE_LETTERS = 200;
const SUBJECT_LETTERS = 120;

/** Puts together what there is to know of a module, nothing left away; `details` are those of its files that can be read. */
export function analyse(
  module: Module,
  details: readonly FileDetails[],
  around: ModuleSurroundings,
): ModuleAnalysis {
  const { name, path, files } = module;
  const { documentation, commits } = around;
  const sum = (of: 'bytes' | 'functions' | 'commented') => files.reduce((total, file) => total + file[of], 0);
  const lists: AnalysisLists = {
    missing: documentation.missing,
    documents: documentation.existing,
    tasks: around.tasks,
    files: [...files].sort((a, b) => b.bytes - a.bytes).map(fileLine),
    functions: functionLines(details),
    exports: details.flatMap((file) => file.exports.map((exported) => ({ name: exported, file: file.path }))),
    imports: around.imports,
    packages: around.packages,
    importers: around.importers,
    tests: around.tests,
    commits: commits.map((commit) => ({ ...commit, subject: shortText(commit.subject, SUBJECT_LETTERS) })),
  };
  return {
    name,
    path,
    documented: documentation.existing.length > 0,
    totals: {
      files: files.length,
      bytes: sum('bytes'),
      functions: sum('functions'),
      commented: sum('commented'),
    },
    ...lists,
    omitted: {},
    tokens: 0,
  };
}

function fileLine({ path, language, bytes, functions, commented }: Module['files'][number]) {
  return { path, language, bytes, functions, commented };
}

/** Those without a comment first, for they are what is left to do; tests last. */
function functionLines(details: readonly FileDetails[]): readonly AnalysedFunction[] {
  const all = details.flatMap(({ path, definitions }) =>
    definitions.map(({ name, line, signature, commented }) => ({
      ...{ name, file: path, line, commented },
      signature: shortText(signature, SIGNATURE_LETTERS),
    })),
  );
  const rank = ({ file, commented }: AnalysedFunction) => Number(isTest(file)) * 2 + Number(commented);
  return all.sort((a, b) => rank(a) - rank(b));
}
