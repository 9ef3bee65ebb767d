import type { FileDetails, GitHistory, Survey } from '../../src/core/codebase/facts.ts';
import { languageOf } from '../../src/core/codebase/language.ts';
import { ok } from '../../src/core/result.ts';
import type { CodeBase } from '../../src/ports/code-base.ts';
import type { CodeHistory } from '../../src/ports/code-history.ts';
import type { KeptReport, Reports } from '../../src/ports/reports.ts';

/** A code base that a test writes down; it counts how often it was measured. */
export interface MemoryCode extends CodeBase {
  files: readonly FileDetails[];
  documents: readonly string[];
  manifests: Survey['manifests'];
  skipped: Survey['skipped'];
  surveys: number;
}

export function memoryCode(files: readonly FileDetails[] = []): MemoryCode {
  const fingerprint = () => JSON.stringify([code.files, code.documents, code.manifests]);
  const code: MemoryCode = {
    files,
    documents: [],
    manifests: [],
    skipped: [],
    surveys: 0,
    survey: async (onProgress) => {
      code.surveys += 1;
      code.files.forEach((_, i) => {
        onProgress?.(i + 1, code.files.length);
      });
      const { documents, manifests, skipped } = code;
      return ok({ files: code.files, documents, manifests, skipped, fingerprint: fingerprint() });
    },
    fingerprint: async () => ok(fingerprint()),
    details: async (paths) => code.files.filter(({ path }) => paths.includes(path)),
  };
  return code;
}

/** A source file of 100 bytes, all of whose definitions are counted. */
export function sourceFile(path: string, more: Partial<FileDetails> = {}): FileDetails {
  const definitions = more.definitions ?? [];
  return {
    path,
    language: languageOf(path)!,
    bytes: 100,
    functions: definitions.length,
    commented: definitions.filter(({ commented }) => commented).length,
    documented: false,
    imports: [],
    exports: [],
    definitions,
    ...more,
  };
}

/** Git, as a test writes it down; without a history there is no repository. */
export function memoryHistory(
  history: GitHistory | null = null,
  commits: Awaited<ReturnType<CodeHistory['commitsOf']>> = [],
): CodeHistory {
  return {
    history: async (most) => history && { ...history, subjects: history.subjects.slice(0, most) },
    commitsOf: async (_paths, most) => commits.slice(0, most),
  };
}

/** The reports of a project, the newest first. */
export interface MemoryReports extends Reports {
  readonly kept: KeptReport[];
}

export function memoryReports(): MemoryReports {
  const kept: KeptReport[] = [];
  return {
    kept,
    newest: () => kept[0] ?? null,
    keep: (report) => {
      kept.unshift(report);
      return ok(undefined);
    },
    turn: async () => ({ end: async () => {} }),
  };
}
