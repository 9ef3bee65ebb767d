import { type Reader, readDependencyType, readIds, readLabels, readPriority } from '../task/fields.ts';
import { idOrigin, isTaskId } from '../task/id.ts';
import { sizeInTokens } from '../task/size.ts';
import type { Task } from '../task/task.ts';
import { readVariables } from '../task/variables.ts';

type Check = (value: unknown, task: { readonly [field: string]: unknown }) => string | null;

/** Ends in `Z` or an offset: a time without one would mean something else in every time zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/;

const CHECKS: { readonly [field in keyof Task]: Check } = {
  id: (value) => (typeof value === 'string' && isTaskId(value) ? null : 'is not a task id'),
  description: text,
  template: text,
  priority: reads(readPriority),
  status: text,
  parent_id: parentFault,
  output_req: (value) => (typeof value === 'string' && sizeInTokens(value) !== null ? null : 'is no size'),
  dependencies: dependenciesFault,
  dependency_type: reads(readDependencyType),
  deadline: orNull(moment),
  module: orNull(text),
  labels: reads(readLabels),
  variables: reads(readVariables),
  source: orNull(text),
  task_file: (value, { id }) => (value === `tasks/${id}.md` ? null : `is tasks/${id}.md`),
  created_at: moment,
  updated_at: moment,
  finished_at: orNull(moment),
  created_by: text,
  version: (value) =>
    Number.isSafeInteger(value) && (value as number) > 0 ? null : 'is not a whole number above 0',
};

/** What is wrong with a task by itself, whoever wrote it; null when it is sound. Keys that are not lra's own are let be. */
export function taskFault(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is not an object';
  const task = value as { readonly [field: string]: unknown };
  for (const [field, check] of Object.entries(CHECKS)) {
    if (!Object.hasOwn(task, field)) return `${field} is missing`;
    const fault = check(task[field], task);
    if (fault) return `${field} ${fault}`;
  }
  return Object.hasOwn(task, '__proto__') ? 'no key may be named __proto__' : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? null : 'is not a text';
}

function moment(value: unknown): string | null {
  const isMoment = typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value));
  return isMoment ? null : 'is not a time such as 2030-01-31T12:00:00.000Z';
}

/** The parent of a task is written in its id. */
function parentFault(value: unknown, { id }: { readonly [field: string]: unknown }): string | null {
  const { key } = idOrigin(String(id));
  const parent = isTaskId(key) ? key : null;
  if (value === parent) return null;
  return parent === null ? `is null for ${id}` : `of ${id} is ${parent}`;
}

function dependenciesFault(value: unknown): string | null {
  const read = readIds(value);
  if (!read.ok) return `cannot be read: ${read.failure}`;
  return read.value.length === (value as readonly unknown[]).length ? null : 'name a task twice';
}

function orNull(check: Check): Check {
  return (value, task) => (value === null ? null : check(value, task));
}

function reads(read: Reader<unknown>): Check {
  return (value) => {
    const taken = read(value);
    return taken.ok ? null : `cannot be read: ${taken.failure}`;
  };
}
