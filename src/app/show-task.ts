import type { Failure } from '../core/failure.ts';
import type { Checkpoint } from '../core/record/checkpoint.ts';
import { lastCheckpoint, type RecordEntry } from '../core/record/record.ts';
import { ok, type Result } from '../core/result.ts';
import { type ProgressJson, progressJson } from '../core/run/progress.ts';
import { findTask } from '../core/task/find.ts';
import { dependencyList, type TaskLine } from './dependency-list.ts';
import { type Deps, momentOf } from './deps.ts';
import { briefText } from './task-brief.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface ShowTaskRequest {
  readonly id: string;
  /** Also its history, the oldest first. */
  readonly records?: boolean | undefined;
}

/** What `show` adds to a task. */
export interface TaskDetails {
  readonly children: readonly string[];
  readonly dependency_details: readonly TaskLine[];
  readonly dependents: readonly string[];
  readonly checkpoint: Checkpoint | null;
  /** How far it is, as its agent last said; null when none did. */
  readonly progress: ProgressJson | null;
  /** Null when its template cannot make one. */
  readonly brief: string | null;
  readonly records?: readonly RecordEntry[];
}

export interface ShowTaskAnswer {
  readonly task: TaskJson;
  readonly details: TaskDetails;
  /** Why there is no brief. */
  readonly warnings: readonly string[];
}

/** Shows all there is to a task. Failure: not_found. */
export async function showTask(
  deps: Pick<
    Deps,
    'store' | 'asker' | 'clock' | 'processes' | 'templates' | 'renderer' | 'project' | 'progress'
  >,
  { id, records = false }: ShowTaskRequest,
): Promise<Result<ShowTaskAnswer, Failure>> {
  const read = await deps.store.read({ kind: 'tasks', ids: [id] }, (view) => {
    const found = findTask(view.graph, id);
    if (!found.ok) return found;
    const node = found.value;
    const record = view.record(id);
    return ok({
      stored: { task: view.task(id)!, brief: view.brief(id) },
      task: new TaskPresenter(view, deps.asker, momentOf(deps)).json(id),
      details: {
        children: node.children.map((child) => child.id),
        dependency_details: dependencyList(view, node).dependencies,
        dependents: node.dependents.map((dependent) => dependent.id),
        checkpoint: lastCheckpoint(record),
        ...(records ? { records: record.entries } : {}),
      },
    });
  });
  if (!read.ok) return read;
  if (!read.value.ok) return read.value;
  const { stored, task, details } = read.value.value;
  const progress = (await deps.progress()).get(id);
  const brief = await briefText(deps, stored.task, stored.brief);
  return ok({
    task,
    details: {
      ...details,
      progress: progress && progressJson(progress, deps.clock.now()),
      brief: brief.ok ? brief.value : null,
    },
    warnings: brief.ok ? [] : [`there is no brief: ${brief.failure.message}`],
  });
}
