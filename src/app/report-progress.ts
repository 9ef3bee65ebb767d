import { type Failure, fail } from '../core/failure.ts';
import { signOfLife } from '../core/lease/sign-of-life.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type BudgetState, exhausted, readCost } from '../core/run/budget.ts';
import { advanced, PROGRESS, type ProgressJson, progressJson, progressReport } from '../core/run/progress.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { findTask } from '../core/task/find.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { lifetime } from './lease-terms.ts';

export interface ReportProgressRequest {
  readonly id: string;
  /** From 0 to the total. */
  readonly step: number;
  readonly total: number;
  /** What is being done, in one line of at most 200 characters. */
  readonly description?: string | undefined;
  /** What was spent since the last report, in the unit of `budget.cost`. */
  readonly cost?: number | undefined;
}

export interface ReportProgressAnswer {
  readonly progress: ProgressJson;
  /** What the tree of the task has spent; null when there is no limit and no cost was reported. */
  readonly budget: BudgetState | null;
}

type ProgressDeps = Pick<
  Deps,
  'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'events' | 'progress' | 'budgets'
>;

/**
 * Says how far the work on a task is, and what it cost; counts as a heartbeat. What was spent is counted also when the rest
 * is refused, for it is spent. Failures: usage, not_found, not_lease_holder, lease_lost, io_error; budget_exhausted, with all
 * of the report kept.
 */
export async function reportProgress(
  deps: ProgressDeps,
  request: ReportProgressRequest,
): Promise<Result<ReportProgressAnswer, Failure>> {
  const { id } = request;
  const { step, total, description, cost } = request;
  const fields = readFields({ ...PROGRESS, cost: readCost }, { step, total, description, cost });
  if (!fields.ok) return err(usageOf(fields.failure));
  const report = progressReport(fields.value);
  if (!report.ok) return err(fail('usage', report.failure, { data: { field: 'step' } }));

  const moment = momentOf(deps);
  const alive = await deps.store.transact(
    headOf(deps, moment, 'progress'),
    { kind: 'tasks', ids: [id] },
    (tx) => {
      const found = findTask(tx.draft.graph, id);
      if (!found.ok) return found;
      const foreign = signOfLife(tx.draft, found.value, lifetime(deps), deps.asker, moment);
      return foreign ? err(foreign) : ok(undefined);
    },
  );
  if (!alive.ok && alive.failure.code === 'not_found') return alive;

  const head = { at: new Date(moment.now).toISOString(), agent: deps.asker.agent };
  const events = await deps.events();
  const budget = await costsOf(deps, id, fields.value.cost);
  if (!budget.ok) return budget;
  if (fields.value.cost !== undefined && budget.value) {
    const spent = { cost: fields.value.cost, spent: budget.value.spent };
    events.append({ type: 'cost', task_id: id, ...spent }, head);
  }
  if (!alive.ok) return alive;

  const board = await deps.progress();
  const by = { task_id: id, agent: deps.asker.agent, now: moment.now };
  const progress = advanced(board.get(id), report.value, by);
  board.put(progress);
  events.append({ type: 'progress', task_id: id, ...report.value }, head);
  const state = budget.value;
  if (state?.limit != null && state.spent >= state.limit) return err(exhausted(id, state));
  return ok({ progress: progressJson(progress, moment.now), budget: state });
}

async function costsOf(
  deps: Pick<Deps, 'budgets' | 'settings'>,
  id: string,
  cost: number | undefined,
): Promise<Result<BudgetState | null, Failure>> {
  if (cost === undefined && deps.settings.budget.cost === 0) return ok(null);
  const budgets = await deps.budgets();
  return cost === undefined ? budgets.spent(id) : budgets.spend(id, cost);
}
