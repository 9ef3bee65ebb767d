import type { Language } from './language.ts';
import type { Manifest } from './manifest.ts';

/** What the check needs to know of a source file. All of it follows from the file's bytes and its extension. */
export interface FileFacts {
  readonly bytes: number;
  /** Functions, methods and constructors that have a name; no callbacks, no lambdas. */
  readonly functions: number;
  /** Those that have a doc comment or a docstring of their own. */
  readonly commented: number;
  /** Whether the file begins with a comment that documents it as a whole. */
  readonly documented: boolean;
  /** What it imports, as it is written (`../util.ts`, `os.path`, `crate::store`), each once. */
  readonly imports: readonly string[];
}

/** A source file of the code base; its path is relative to the root, with `/`. */
export interface SourceFile extends FileFacts {
  readonly path: string;
  readonly language: Language;
}

/** A source file that was not measured, or a folder that cannot be read, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: 'binary' | 'unreadable' | 'not_utf8' | 'too_large' | 'unparsable';
}

/** The code base as it is on disk. */
export interface Survey {
  /** In the order of their paths. */
  readonly files: readonly SourceFile[];
  readonly skipped: readonly SkippedFile[];
  /** Files that documentation may be: `README*` anywhere, and pages (`.md .rst .adoc .txt`) under a docs folder. */
  readonly documents: readonly string[];
  /** The packages that manifests declare. */
  readonly manifests: readonly Manifest[];
  /** Changes whenever a source file, a document or a manifest does. */
  readonly fingerprint: string;
}

/** A function as `analyze-module` shows it. */
export interface FunctionDetail {
  /** With what it belongs to: `Store.open`. */
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
  /** Its head on one line, without the body. */
  readonly signature: string;
  readonly commented: boolean;
}

/** A source file in full. */
export interface FileDetails extends SourceFile {
  readonly definitions: readonly FunctionDetail[];
  /** Names that other files may use, each once, in the order of the file. */
  readonly exports: readonly string[];
}

/** The newest commits of the branch, merges aside. */
export interface GitHistory {
  /** The commit checked out; null before the first. */
  readonly head: string | null;
  /** The first lines of their messages, the newest first. */
  readonly subjects: readonly string[];
  /** Why git does not read the repository that is there, in its words; then there are no subjects. */
  readonly refusal?: string;
}

/** A commit, as a listing shows it. */
export interface Commit {
  readonly commit: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly author: string;
  readonly subject: string;
}
