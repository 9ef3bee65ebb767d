import { recordFault } from '../check/record-fault.ts';
import { taskFault } from '../check/task-fault.ts';
import type { JsonObject } from '../json.ts';
import type { ProjectInfo } from '../project.ts';
import type { TaskRecord } from '../record/record.ts';
import { DOC_PREFIX, isTaskId, MAX_NUMBER, TASK_PREFIX } from '../task/id.ts';
import type { Task } from '../task/task.ts';
import { type ForeignExport, type ForeignItem, readLines, type Skipped } from './foreign-item.ts';

const FORMAT = 1;

/** The first line of an export: which project it is, and the numbers drawn that no task shows any more. */
export interface ExportHeader {
  readonly type: 'project';
  readonly format: number;
  readonly name: string;
  readonly project_id: string;
  readonly counters: { readonly [key: string]: number };
}

/** A line of an export for each task; what it does not have is left out. */
export interface ExportedTask {
  readonly type: 'task';
  readonly task: Task;
  readonly brief?: string;
  readonly records?: TaskRecord['entries'];
}

export type ExportLine = ExportHeader | ExportedTask;

/** The first line of an export. */
export function headerLine(project: ProjectInfo, counters: ReadonlyMap<string, number>): ExportHeader {
  return {
    type: 'project',
    format: FORMAT,
    name: project.name,
    project_id: project.project_id,
    counters: Object.fromEntries(counters),
  };
}

/** One task of an export with its brief and history; a lease is local, and stays. */
export function taskLine(task: Task, brief: string | null, record: TaskRecord): ExportedTask {
  return {
    type: 'task',
    task,
    ...(brief === null ? {} : { brief }),
    ...(record.entries.length === 0 ? {} : { records: record.entries }),
  };
}

/** Reads what `lra export` printed. */
export function readLraExport(text: string): ForeignExport {
  const { objects, skipped } = readLines(text);
  const header = objects.find(({ value }) => value.type === 'project')?.value;
  const projectId = typeof header?.project_id === 'string' ? header.project_id : null;
  const items: ForeignItem[] = [];
  const seen = new Set<string>();
  for (const { line, value } of objects) {
    if (value.type === 'project') continue;
    const task = value.task as unknown as Task;
    const fault = value.type === 'task' ? taskFault(task ?? null) : 'is no line of an lra export';
    if (fault || seen.has(task.id)) {
      skipped.push({ line, reason: fault ?? `${task.id} is there twice` });
      continue;
    }
    seen.add(task.id);
    items.push(readItem(line, value, task, projectId));
  }
  return { items, skipped, projectId, counters: countersOf(header, skipped) };
}

function readItem(line: number, value: JsonObject, task: Task, projectId: string | null): ForeignItem {
  return {
    line,
    foreignId: task.id,
    source: `lra:${projectId ?? 'unknown'}/${task.id}`,
    description: task.description,
    status: { exactly: task.status },
    template: task.template,
    priority: task.priority,
    outputReq: task.output_req,
    deadline: task.deadline,
    module: task.module,
    parent: task.parent_id,
    dependencies: task.dependencies,
    dependencyType: task.dependency_type,
    labels: task.labels,
    variables: task.variables,
    createdAt: task.created_at,
    createdBy: task.created_by,
    updatedAt: task.updated_at,
    finishedAt: task.finished_at,
    brief: typeof value.brief === 'string' ? value.brief : null,
    records: Array.isArray(value.records)
      ? (value.records as JsonObject[]).filter((entry) => recordFault(entry) === null)
      : [],
    task,
  };
}

function countersOf(header: JsonObject | undefined, skipped: Skipped[]): ReadonlyMap<string, number> {
  const counters = new Map<string, number>();
  for (const [key, n] of Object.entries((header?.counters ?? {}) as JsonObject)) {
    const isKey = key === TASK_PREFIX || key === DOC_PREFIX || isTaskId(key);
    const isNumber = Number.isInteger(n) && (n as number) >= 0 && (n as number) <= MAX_NUMBER;
    if (isKey && isNumber) counters.set(key, n as number);
    else {
      const reason = isKey ? 'is not a whole number of at most 15 digits' : 'belongs to no task';
      skipped.push({ line: 1, reason: `the counter ${key} ${reason}` });
    }
  }
  return counters;
}
