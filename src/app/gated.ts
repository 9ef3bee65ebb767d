import { type Failure, fail } from '../core/failure.ts';
import type { Evidence, Gate } from '../core/gate/gate.ts';
import { Gatekeeper, type OpenGates, type Verdict } from '../core/gate/gatekeeper.ts';
import type { Moment } from '../core/lease/lease.ts';
import type { EntryHead } from '../core/record/change.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Transaction } from '../ports/store.ts';
import { type Deps, momentOf } from './deps.ts';

/** Is told how the gates of a task go. */
export interface GateWatch {
  started(gate: Gate, taskId: string): void;
  ended(evidence: Evidence, taskId: string): void;
}

/** What the use-cases that run gates work with. */
export type GateDeps = Pick<
  Deps,
  'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'gates' | 'events'
>;

/** A transaction that may finish tasks. */
export interface GatedTransaction<T> {
  readonly ids: readonly string[];
  /** Skips gates that are not required. */
  readonly force: boolean;
  head(moment: Moment): EntryHead;
  /** Asks the keeper of each task that it finished; may be run several times, each with a keeper of its own. */
  decide(tx: Transaction, keeper: Gatekeeper, moment: Moment): Result<T, Failure>;
}

/** The gates to run first, or the decision. */
type Attempt<T> = { readonly open: readonly OpenGates[] } | { readonly decided: Result<T, Failure> };

/** How often the gates are run again when the task changed while they ran. */
const ROUNDS = 3;

/**
 * Makes a decision that may finish tasks. When gates stand before it nothing is written, they are run, with no lock held,
 * and the decision is made anew: what they showed holds for the version of the task that they were run for. Evidence goes
 * into the record with the decision, also when it is gate_failed. Failures: those of the decision, version_conflict.
 */
export async function transactGated<T>(
  deps: GateDeps,
  { ids, force, head, decide }: GatedTransaction<T>,
  watch?: GateWatch,
): Promise<Result<T, Failure>> {
  const verdicts = new Map<string, Verdict>();
  for (let round = 0; ; round++) {
    const moment = momentOf(deps);
    const attempt = (tx: Transaction): Result<Attempt<T>, Failure> => {
      const keeper = new Gatekeeper(deps.settings.gates, verdicts, force);
      const decided = decide(tx, keeper, moment);
      if (decided.ok && keeper.open.length > 0) {
        tx.draft.rollback();
        return ok({ open: keeper.open });
      }
      if (!decided.ok && !keeper.hasJudged) return decided;
      if (!decided.ok) tx.draft.rollback();
      keeper.record(tx.draft);
      return ok({ decided });
    };
    const done = await deps.store.transact(head(moment), { kind: 'tasks', ids }, attempt);
    if (!done.ok) return done;
    if ('decided' in done.value) return done.value.decided;
    const { open } = done.value;
    if (round === ROUNDS) return err(keepsChanging(open));
    for (const { id, version, gates } of open) {
      verdicts.set(id, { version, evidence: await runGates(deps, id, gates, watch) });
    }
  }
}

/** Runs gates one after the other, each with an event; all of them, also when one fails. */
export async function runGates(
  deps: Pick<Deps, 'asker' | 'gates' | 'events'>,
  taskId: string,
  gates: readonly Gate[],
  watch?: GateWatch,
): Promise<readonly Evidence[]> {
  if (gates.length === 0) return [];
  const [runner, events] = await Promise.all([deps.gates(), deps.events()]);
  const evidence: Evidence[] = [];
  for (const gate of gates) {
    watch?.started(gate, taskId);
    const shown = await runner.run(gate, taskId);
    watch?.ended(shown, taskId);
    const { run, passed, exit_code, duration, at } = shown;
    const head = { at, agent: deps.asker.agent };
    events.append({ type: 'gate', task_id: taskId, run, passed, exit_code, duration }, head);
    evidence.push(shown);
  }
  return evidence;
}

function keepsChanging(open: readonly OpenGates[]): Failure {
  const ids = open.map(({ id }) => id);
  return fail('version_conflict', `${ids.join(', ')} changed each time while gates ran`, {
    hint: `see what happens to it: lra log ${ids[0]}`,
    data: { tasks: ids.slice(0, 50) },
  });
}
