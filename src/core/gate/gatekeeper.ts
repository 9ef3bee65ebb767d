import { type Failure, fail } from '../failure.ts';
import { isOver } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { err, type Result } from '../result.ts';
import { gatesRecord, outcome } from './evidence.ts';
import type { Evidence, Gate } from './gate.ts';
import { gatesOf } from './gates-of.ts';

/** What a task's gates showed, and at which version of the task. */
export interface Verdict {
  readonly version: number;
  readonly evidence: readonly Evidence[];
}

/** Gates that must be run before a task can be finished. */
export interface OpenGates {
  readonly id: string;
  /** The task's, as it is before it is finished. */
  readonly version: number;
  readonly gates: readonly Gate[];
}

interface Judged {
  readonly id: string;
  readonly evidence: readonly Evidence[];
  readonly skipped: readonly string[];
}

/**
 * Stands between a decision and the finished state, for one attempt at the decision. Nothing is run here: what was not
 * judged at the version that the task has now is `open`, and the decision is to be made again once it was run.
 */
export class Gatekeeper {
  readonly open: OpenGates[] = [];
  readonly #common: readonly Gate[];
  readonly #verdicts: ReadonlyMap<string, Verdict>;
  readonly #force: boolean;
  readonly #judged: Judged[] = [];

  /** `common` are the gates of the project; `force` skips those that are not required. */
  constructor(common: readonly Gate[], verdicts: ReadonlyMap<string, Verdict>, force: boolean) {
    this.#common = common;
    this.#verdicts = verdicts;
    this.#force = force;
  }

  /** Whether gates were judged, so that there is something to record. */
  get hasJudged(): boolean {
    return this.#judged.length > 0;
  }

  /**
   * Makes a change to a task, and refuses it when that finishes the task while a gate fails; while its gates are open it
   * is let through, for `open` tells. Failures: those of the change, gate_failed.
   */
  pass<T>(draft: Draft, id: string, change: () => Result<T, Failure>): Result<T, Failure> {
    const before = draft.graph.find(id);
    const wasOver = before !== undefined && isOver(before);
    const version = draft.task(id)?.version ?? 0;
    const done = change();
    const refused = done.ok && !wasOver ? this.#refuse(draft, id, version) : null;
    return refused ? err(refused) : done;
  }

  #refuse(draft: Draft, id: string, version: number): Failure | null {
    const node = draft.graph.find(id);
    if (node?.phase !== 'finished') return null;
    const all = gatesOf(draft.graph.lifecycles(node.template), this.#common);
    const gates = this.#force ? all.filter(({ required }) => required) : all;
    if (all.length === 0) return null;
    const verdict = gates.length === 0 ? { version, evidence: [] } : this.#verdicts.get(id);
    if (verdict?.version !== version) {
      this.open.push({ id, version, gates });
      return null;
    }
    const { evidence } = verdict;
    const refused = evidence.every(({ passed }) => passed) ? null : gateFailed(id, evidence);
    const skipped = refused ? [] : all.filter((gate) => !gates.includes(gate)).map(({ name }) => name);
    this.#judged.push({ id, evidence, skipped });
    return refused;
  }

  /** Gives up: what is open need not be run, for the decision fails whatever it would show. */
  dismiss(): void {
    this.open.length = 0;
  }

  /** Writes what was run and what was skipped into the records of the tasks. */
  record(draft: Draft): void {
    for (const { id, evidence, skipped } of this.#judged) {
      draft.addRecord(id, gatesRecord(evidence, skipped));
    }
  }
}

/** `gate_failed`: which gates failed and how, and what each of them showed. */
export function gateFailed(id: string, evidence: readonly Evidence[]): Failure {
  const failed = evidence.filter(({ passed }) => !passed);
  const [first] = failed;
  const message =
    failed.length === 1 && first
      ? `${id} has a gate that does not let it pass: ${first.name} ${outcome(first)}`
      : `${id} has ${failed.length} gates that do not let it pass: ${failed.map((one) => `${one.name} ${outcome(one)}`).join('; ')}`;
  return fail('gate_failed', message, {
    hint: `when it is mended, run its gates alone: lra verify ${id}`,
    data: { task_id: id, gates: evidence.map((one) => ({ ...one })), tail: first?.tail ?? '' },
  });
}
