import type { Failure } from '../core/failure.ts';
import { gatesRecord } from '../core/gate/evidence.ts';
import type { Evidence } from '../core/gate/gate.ts';
import { gateFailed } from '../core/gate/gatekeeper.ts';
import { gatesOf } from '../core/gate/gates-of.ts';
import { refuseForeign } from '../core/lease/authority.ts';
import { err, ok, type Result } from '../core/result.ts';
import { findTask } from '../core/task/find.ts';
import { unreadableTemplate } from '../core/task/set-status.ts';
import type { Transaction } from '../ports/store.ts';
import { headOf, momentOf } from './deps.ts';
import { type GateDeps, type GateWatch, runGates } from './gated.ts';

export interface VerifyTaskRequest {
  readonly id: string;
  /** Whether what the gates showed goes into the task's record; default true. */
  readonly record?: boolean | undefined;
}

export interface VerifyTaskAnswer {
  /** What each gate showed, those of the task's template first; empty when no gate concerns the task. */
  readonly gates: readonly Evidence[];
  readonly passed: boolean;
  /** `gate_failed` when one failed. */
  readonly error: Failure | null;
}

/**
 * Runs the gates of a task and nothing else; what they show is in the answer. While another agent holds the task, its
 * record is not to be written: then nothing is run, unless `record` is false. Failures: not_found, invalid_template,
 * not_lease_holder, lease_lost.
 */
export async function verifyTask(
  deps: GateDeps,
  { id, record = true }: VerifyTaskRequest,
  watch?: GateWatch,
): Promise<Result<VerifyTaskAnswer, Failure>> {
  const concerned = await inRecord(deps, id, ({ draft }) => {
    const found = findTask(draft.graph, id);
    if (!found.ok) return found;
    const lifecycle = draft.graph.lifecycles(found.value.template);
    if (!lifecycle) return err(unreadableTemplate(found.value));
    const foreign = record ? refuseForeign(draft, found.value, deps.asker, momentOf(deps)) : null;
    return foreign ? err(foreign) : ok(gatesOf(lifecycle, deps.settings.gates));
  });
  if (!concerned.ok) return concerned;
  const gates = await runGates(deps, id, concerned.value, watch);
  const passed = gates.every((one) => one.passed);
  const answer = { gates, passed, error: passed ? null : gateFailed(id, gates) };
  if (!record || gates.length === 0) return ok(answer);
  return inRecord(deps, id, ({ draft }) => {
    const found = findTask(draft.graph, id);
    if (!found.ok) return found;
    const foreign = refuseForeign(draft, found.value, deps.asker, momentOf(deps));
    if (foreign) return err(foreign);
    draft.addRecord(id, gatesRecord(gates, []));
    return ok(answer);
  });
}

function inRecord<T>(
  deps: GateDeps,
  id: string,
  decide: (tx: Transaction) => Result<T, Failure>,
): Promise<Result<T, Failure>> {
  return deps.store.transact(headOf(deps, momentOf(deps), 'verify'), { kind: 'tasks', ids: [id] }, decide);
}
