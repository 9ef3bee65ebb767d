import type { Failure } from '../core/failure.ts';
import { exhausted } from '../core/run/budget.ts';
import type { WorkDeps } from './work-deps.ts';

/** `budget_exhausted` when what a task and its tree may cost is spent; null otherwise. */
export function overBudget({ deps, budgets }: WorkDeps, id: string): Failure | null {
  if (deps.settings.budget.cost === 0) return null;
  const read = budgets.spent(id);
  const isOver = read.ok && read.value.limit !== null && read.value.spent >= read.value.limit;
  return isOver ? exhausted(id, read.value) : null;
}
