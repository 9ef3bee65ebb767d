import type { SourceFile } from './facts.ts';

/** A part of the code that is understood, documented and worked on as one. */
export interface Module {
  /** Unique among the modules of a code base, whatever the case of its letters. */
  readonly name: string;
  /** Its folder, or its file when it is a source file; `.` for the root. */
  readonly path: string;
  /** Its source files, its tests among them, in the order of their paths. No file is in two modules. */
  readonly files: readonly SourceFile[];
}

/** A module before its name is settled. */
export interface ModuleSeed {
  readonly path: string;
  readonly files: readonly SourceFile[];
  /** Names it may have, the shortest first. */
  readonly names: readonly string[];
}
