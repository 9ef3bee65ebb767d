import type { JsonObject } from '../json.ts';

export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const DEPENDENCY_TYPES = ['all', 'any'] as const;
export type DependencyType = (typeof DEPENDENCY_TYPES)[number];

/** lra's own status: unstarted, and waiting for dependencies. No template may name it. */
export const BLOCKED = 'blocked';

/** One unit of work, as it stands in `task_list.json`. Times are UTC ISO 8601 with milliseconds. */
export interface Task {
  readonly id: string;
  readonly description: string;
  readonly template: string;
  readonly priority: Priority;
  readonly status: string;
  readonly parent_id: string | null;
  /** How much a model must be able to write to do it: `8k`, or a number of tokens. */
  readonly output_req: string;
  readonly dependencies: readonly string[];
  readonly dependency_type: DependencyType;
  readonly deadline: string | null;
  readonly module: string | null;
  readonly labels: readonly string[];
  readonly variables: JsonObject;
  /** Where it was imported from, as `beads:bd-12`. */
  readonly source: string | null;
  readonly task_file: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly finished_at: string | null;
  readonly created_by: string;
  /** Counts the changes of this task; never goes back. */
  readonly version: number;
}

export type TaskPatch = Partial<Omit<Task, 'id'>>;

type Nullable = { [Field in keyof Task]: null extends Task[Field] ? Field : never }[keyof Task];

/** The fields of lra's own that may be null. */
const NULLABLE: { readonly [field in Nullable]: true } = {
  parent_id: true,
  deadline: true,
  module: true,
  source: true,
  finished_at: true,
};

/**
 * A task with a patch laid over it. Null takes a key away that is not lra's own: the log holds values, and has no other
 * way to say that a key is gone.
 */
export function patched(task: Task, patch: TaskPatch): Task {
  const next = { ...task, ...patch };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null && !Object.hasOwn(NULLABLE, field)) delete next[field as keyof typeof next];
  }
  return next;
}
