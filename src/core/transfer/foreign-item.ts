import type { JsonObject } from '../json.ts';
import type { DependencyType, Priority, Task } from '../task/task.ts';

/** Something that was left out of an import: a line, or one link of it. */
export interface Skipped {
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
}

/** One item of another tool's export, in lra's terms; ids are still the other tool's. */
export interface ForeignItem {
  readonly line: number;
  readonly foreignId: string;
  /** Where it comes from, as it is kept in the task: `beads:bd-12`. */
  readonly source: string;
  readonly description: string;
  readonly status: 'unstarted' | 'started' | 'finished' | { readonly exactly: string };
  readonly template: string | null;
  readonly priority: Priority;
  readonly outputReq: string | null;
  readonly deadline: string | null;
  readonly module: string | null;
  readonly parent: string | null;
  readonly dependencies: readonly string[];
  readonly dependencyType: DependencyType;
  readonly labels: readonly string[];
  readonly variables: JsonObject;
  readonly createdAt: string | null;
  readonly createdBy: string | null;
  readonly updatedAt: string | null;
  readonly finishedAt: string | null;
  readonly brief: string | null;
  readonly records: readonly JsonObject[];
  /** The task as it was, for an import that keeps ids. */
  readonly task: Task | null;
}

/** What an export holds, read line by line. */
export interface ForeignExport {
  readonly items: readonly ForeignItem[];
  readonly skipped: readonly Skipped[];
  /** The project it comes from, when it says so. */
  readonly projectId: string | null;
  readonly counters: ReadonlyMap<string, number>;
}

/** The JSON objects of a text, a line each; what is no object is skipped with its reason. */
export function readLines(text: string): {
  objects: { line: number; value: JsonObject }[];
  skipped: Skipped[];
} {
  const objects: { line: number; value: JsonObject }[] = [];
  const skipped: Skipped[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((row, index) => {
      if (row.trim() === '') return;
      const line = index + 1;
      const value = parse(row);
      if (value) objects.push({ line, value });
      else skipped.push({ line, reason: 'is not a JSON object' });
    });
  return { objects, skipped };
}

function parse(row: string): JsonObject | null {
  try {
    const value = JSON.parse(row);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
