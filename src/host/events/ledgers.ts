import { join } from 'node:path';
import { type Failure, fail } from '../../core/failure.ts';
import type { JsonValue } from '../../core/json.ts';
import { err, ok, type Result } from '../../core/result.ts';
import {
  type BudgetState,
  exhausted,
  Ledger,
  type LedgerLine,
  readCost,
  readLedgerLine,
  rootOf,
} from '../../core/run/budget.ts';
import { isTaskId } from '../../core/task/id.ts';
import type { Budgets } from '../../ports/budgets.ts';
import { randomIds } from '../ids.ts';
import { errorCode, ioFailure } from '../io-failure.ts';
import { syncFolder } from '../text-file.ts';
import { LineFile } from './line-file.ts';
import { makeRealFolder } from './segments.ts';

export interface LedgerOptions {
  readonly folder: string;
  /** What the tasks of one tree may cost together; 0 for no limit. */
  readonly limit: number;
  readonly agent: string;
  readonly now: () => number;
}

/**
 * Ledgers in a folder, one file for each tree of tasks. A line is appended, made durable, and then found again in the file:
 * the order of the lines there decides alike for every process what fits into the budget, so that no lock is needed.
 */
export function ledgersIn({ folder, limit, agent, now }: LedgerOptions): Budgets {
  const fileOf = (taskId: string) => join(folder, `${rootOf(taskId)}.jsonl`);

  const write = (
    taskId: string,
    line: Pick<LedgerLine, 'op' | 'cost' | 'id'>,
  ): Result<BudgetState, Failure> => {
    if (!isTaskId(taskId)) return err(fail('usage', `${JSON.stringify(taskId.slice(0, 80))} is no task`));
    const cost = readCost(line.cost);
    if (!cost.ok) return err(fail('usage', cost.failure));
    const at = new Date(now()).toISOString();
    const full = { ...line, task_id: taskId, at, agent, ...(line.op === 'reserve' ? { limit } : {}) };
    return guarded(fileOf(taskId), () => {
      if (!makeRealFolder(folder)) throw Object.assign(new Error('not a folder'), { code: 'ELOOP' });
      return appendLine(folder, fileOf(taskId), full as LedgerLine).state(limit);
    });
  };

  return {
    reserve: (taskId, cost) => {
      const id = randomIds.transaction();
      const written = write(taskId, { op: 'reserve', cost, id });
      if (!written.ok) return written;
      const budget = written.value;
      const reservation = budget.reservations.find((held) => held.id === id);
      return reservation ? ok({ reservation, budget }) : err(exhausted(taskId, budget));
    },
    commit: ({ id, task_id }, cost) => write(task_id, { op: 'commit', cost, id }),
    spend: (taskId, cost) => write(taskId, { op: 'spend', cost, id: randomIds.transaction() }),
    spent: (taskId) => guarded(fileOf(taskId), () => readLedger(fileOf(taskId), rootOf(taskId)).state(limit)),
  };
}

function appendLine(folder: string, path: string, line: LedgerLine): Ledger {
  const file = new LineFile(path, 'append');
  try {
    const ledger = new Ledger(rootOf(line.task_id));
    const text = JSON.stringify(line);
    const isNew = file.size === 0;
    takeIn(ledger, file, null);
    for (;;) {
      if (!file.append(text)) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      file.sync();
      if (isNew) syncFolder(folder);
      // Not found when another writer died in the middle of its line just now: then this one was swallowed by that.
      if (takeIn(ledger, file, text)) return ledger;
    }
  } finally {
    file.close();
  }
}

function readLedger(path: string, root: string): Ledger {
  const ledger = new Ledger(root);
  let file: LineFile;
  try {
    file = new LineFile(path, 'read');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ledger;
    throw error;
  }
  takeIn(ledger, file, null);
  file.close();
  return ledger;
}

/** Takes in the lines that were not read yet; whether a text was among them. Damaged lines were never acknowledged. */
function takeIn(ledger: Ledger, file: LineFile, text: string | null): boolean {
  let found = false;
  for (const bytes of file.lines()) {
    const said = bytes.toString('utf8');
    if (said === text) found = true;
    const line = readLedgerLine(parsed(said));
    if (line) ledger.apply(line);
  }
  return found;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function guarded<T>(path: string, work: () => T): Result<T, Failure> {
  try {
    return ok(work());
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return err(ioFailure('keep the costs in', path, error));
  }
}
