import type { MissingDocument } from '../codebase/documented.ts';
import type { Commit } from '../codebase/facts.ts';
import type { Language } from '../codebase/language.ts';

/** A source file of the module. */
export interface AnalysedFile {
  /** Relative to the root of the code, like all paths here. */
  readonly path: string;
  readonly language: Language;
  readonly bytes: number;
  readonly functions: number;
  readonly commented: number;
}

/** A function of the module, with its head on one line. */
export interface AnalysedFunction {
  readonly name: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly signature: string;
  readonly commented: boolean;
}

/** A name that other files may use. */
export interface ExportedName {
  readonly name: string;
  readonly file: string;
}

/** A module on the other side of an import, and over how many imports it is reached. */
export interface LinkedModule {
  readonly name: string;
  readonly depth: number;
}

/** A task that the module concerns. */
export interface TouchingTask {
  readonly id: string;
  readonly status: string;
  readonly priority: string;
  readonly description: string;
}

/** The lists of an analysis; within a budget each may be cut. */
export interface AnalysisLists {
  /** Kinds of documentation that it has none of. */
  readonly missing: readonly MissingDocument[];
  /** The documentation there is. */
  readonly documents: readonly string[];
  readonly tasks: readonly TouchingTask[];
  /** The largest first. */
  readonly files: readonly AnalysedFile[];
  /** Those without a comment first. */
  readonly functions: readonly AnalysedFunction[];
  readonly exports: readonly ExportedName[];
  /** What it imports: modules of this code, the nearest first. */
  readonly imports: readonly LinkedModule[];
  /** What it imports from elsewhere, as it is written. */
  readonly packages: readonly string[];
  /** Which modules import it, the nearest first. */
  readonly importers: readonly LinkedModule[];
  readonly tests: readonly string[];
  /** The newest first. */
  readonly commits: readonly Commit[];
}

export type AnalysisList = keyof AnalysisLists;

/** What there is to know of one module before it is worked on. */
export interface ModuleAnalysis extends AnalysisLists {
  readonly name: string;
  /** Its folder, or its file; `.` for the root itself. */
  readonly path: string;
  readonly documented: boolean;
  /** Of the whole module, whatever is omitted below. */
  readonly totals: {
    readonly files: number;
    readonly bytes: number;
    readonly functions: number;
    readonly commented: number;
  };
  /** By list, how many entries did not fit. */
  readonly omitted: { readonly [list in AnalysisList]?: number };
  /** How long this answer is. */
  readonly tokens: number;
}
