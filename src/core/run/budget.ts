import { type Failure, fail } from '../failure.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { err, ok } from '../result.ts';
import { quote, type Reader } from '../task/fields.ts';

/**
 * One line of the ledger of a task and all below it. What counts is their order: it decides, the same for every reader,
 * which reservations were granted.
 */
export type LedgerLine = {
  /** Names the line; a commit names the reservation that it ends. */
  readonly id: string;
  readonly task_id: string;
  readonly cost: number;
  readonly at: string;
  readonly agent: string;
} & (
  | { readonly op: 'spend' }
  /** Carries the limit it was asked under, so that a later change of the settings does not undo a grant. */
  | { readonly op: 'reserve'; readonly limit: number }
  /** What was spent beyond what was reported; ends a reservation. */
  | { readonly op: 'commit' }
);

/** Money set aside for work that was begun. */
export interface Reservation {
  readonly id: string;
  readonly task_id: string;
  /** What is left of it after the costs that its task reported since. */
  readonly cost: number;
  readonly at: string;
  readonly agent: string;
}

/** How the budget of a task stands, which it shares with all tasks of its tree. In the unit in which costs are reported. */
export interface BudgetState {
  /** The top of the tree. */
  readonly task_id: string;
  /** Null for none. */
  readonly limit: number | null;
  readonly spent: number;
  readonly reserved: number;
  /** What may still be reserved; null without a limit. */
  readonly left: number | null;
  readonly reservations: readonly Reservation[];
}

/** Costs are counted in millionths, so that sums are exact. */
const UNIT = 1_000_000;
const MOST = 1_000_000_000;

/** The task at the top of a task's tree: who is split off shares its budget. */
export function rootOf(id: string): string {
  return /^[a-z_]+?_\d+/.exec(id)?.[0] ?? id;
}

/** A cost, 0 or more. */
export const readCost: Reader<number> = (value) =>
  typeof value === 'number' && value >= 0 && value <= MOST
    ? ok(value)
    : err(`a cost is a number from 0 to ${MOST}, not ${quote(value)}`);

/** The costs of one tree of tasks, line by line. */
export class Ledger {
  readonly #root: string;
  readonly #open = new Map<string, Reservation & { readonly units: number }>();
  #spent = 0;
  #reserved = 0;

  constructor(root: string) {
    this.#root = root;
  }

  /** Takes in the next line; false for a reservation that exceeds its limit, which is then none. */
  apply(line: LedgerLine): boolean {
    const units = Math.round(line.cost * UNIT);
    switch (line.op) {
      case 'spend':
        this.#spent += units;
        this.#drawDown(line.task_id, units);
        return true;
      case 'reserve': {
        if (!this.#fits(units, line.limit)) return false;
        const { id, task_id, at, agent } = line;
        this.#hold({ id, task_id, cost: line.cost, at, agent, units });
        this.#reserved += units;
        return true;
      }
      case 'commit':
        this.#reserved -= this.#open.get(line.id)?.units ?? 0;
        this.#open.delete(line.id);
        this.#spent += units;
        return true;
    }
  }

  /** How it stands under a limit; 0 for none. */
  state(limit: number): BudgetState {
    const left = Math.max(0, Math.round(limit * UNIT) - this.#spent - this.#reserved);
    return {
      task_id: this.#root,
      limit: limit === 0 ? null : limit,
      spent: this.#spent / UNIT,
      reserved: this.#reserved / UNIT,
      left: limit === 0 ? null : left / UNIT,
      reservations: [...this.#open.values()].map(({ units: _, ...reservation }) => reservation),
    };
  }

  /** Nothing fits into a budget that is used up, not even nothing: that is how to ask whether work may begin. */
  #fits(units: number, limit: number): boolean {
    if (limit === 0) return true;
    const used = this.#spent + this.#reserved;
    const most = Math.round(limit * UNIT);
    return used < most && used + units <= most;
  }

  /** What a task reports was set aside for it: it must not count twice. */
  #drawDown(taskId: string, units: number): void {
    let rest = units;
    for (const held of this.#open.values()) {
      if (held.task_id !== taskId || rest === 0) continue;
      const drawn = Math.min(rest, held.units);
      rest -= drawn;
      this.#reserved -= drawn;
      this.#hold({ ...held, units: held.units - drawn, cost: (held.units - drawn) / UNIT });
    }
  }

  #hold(held: Reservation & { readonly units: number }): void {
    this.#open.set(held.id, held);
  }
}

/** A line as it was written; null for one that is damaged. */
export function readLedgerLine(value: JsonValue): LedgerLine | null {
  if (!isJsonObject(value)) return null;
  const { op, id, task_id, cost, at, agent, limit } = value;
  const texts = [id, task_id, at, agent].every((text) => typeof text === 'string');
  const known = op === 'spend' || op === 'commit' || (op === 'reserve' && readCost(limit).ok);
  return texts && known && readCost(cost).ok ? (value as unknown as LedgerLine) : null;
}

/** `budget_exhausted`: what was asked for does not fit into what is left. */
export function exhausted(taskId: string, { task_id, limit, spent, reserved, left }: BudgetState): Failure {
  const tree = taskId === task_id ? '' : ` that it shares with ${task_id}`;
  const aside = reserved > 0 ? ` and ${reserved} set aside` : '';
  return fail(
    'budget_exhausted',
    `the budget of ${taskId}${tree} is used up: ${spent} spent${aside}, of ${limit}`,
    {
      hint: 'a higher limit can be set as budget.cost in config.yaml',
      data: { id: taskId, root: task_id, limit, spent, reserved, left },
    },
  );
}
