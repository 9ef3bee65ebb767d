import type { Lifecycles } from '../graph/seed.ts';
import { BLOCKED, type Task } from '../task/task.ts';

/** What is wrong with the tasks that a task names; null when all are here. */
export function referenceFault(task: Task, has: (id: string) => boolean): string | null {
  if (task.parent_id !== null && !has(task.parent_id)) return `the parent ${task.parent_id} is not there`;
  const missing = task.dependencies.find((id) => !has(id));
  return missing === undefined ? null : `the dependency ${missing} is not there`;
}

/** What is wrong with a task's template and with its status there; null when they are sound. */
export function statusFault(task: Pick<Task, 'template' | 'status'>, lifecycles: Lifecycles): string | null {
  const lifecycle = lifecycles(task.template);
  if (!lifecycle)
    return `the template ${JSON.stringify(task.template.slice(0, 80))} is not there, or cannot be read`;
  if (task.status === BLOCKED || lifecycle.states.includes(task.status)) return null;
  const asked = JSON.stringify(task.status.slice(0, 80));
  return `the template ${task.template} has no status ${asked}, only ${lifecycle.states.join(', ')}`;
}
