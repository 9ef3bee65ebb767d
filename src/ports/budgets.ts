import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { BudgetState, Reservation } from '../core/run/budget.ts';

export interface Granted {
  readonly reservation: Reservation;
  readonly budget: BudgetState;
}

/**
 * The costs of a project's tasks, each shared by the tree it stands in. What was acknowledged survives any end of the
 * process. A reservation whose owner died stays counted until it is committed: see `BudgetState.reservations`.
 * Failures: io_error.
 */
export interface Budgets {
  /**
   * Sets money aside before it is spent; 0 asks whether anything is left. All reservations together never exceed the limit,
   * however many processes ask. Failures: budget_exhausted, io_error.
   */
  reserve(taskId: string, cost: number): Result<Granted, Failure>;
  /** Ends a reservation; the cost is what was spent beyond what `spend` was told of meanwhile. */
  commit(reservation: Pick<Reservation, 'id' | 'task_id'>, cost: number): Result<BudgetState, Failure>;
  /** Counts money that was spent, also beyond the limit. */
  spend(taskId: string, cost: number): Result<BudgetState, Failure>;
  spent(taskId: string): Result<BudgetState, Failure>;
}
