import { type LeaseJson, leaseJson } from '../core/lease/authority.ts';
import type { ClaimOutcome } from '../core/lease/claim.ts';
import type { Asker, Moment } from '../core/lease/lease.ts';
import type { Checkpoint } from '../core/record/checkpoint.ts';
import { lastCheckpoint } from '../core/record/record.ts';
import type { Transaction } from '../ports/store.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

/** What a claim says, by whichever verb it was made. */
export interface ClaimAnswer {
  readonly task: TaskJson;
  readonly lease: LeaseJson;
  /** The unfinished tasks below, while only the holder may take them. */
  readonly children_locked: readonly string[];
  /** Where the work stood when it was last laid down. */
  readonly checkpoint: Checkpoint | null;
  /** The asker held it before, and keeps lease and token. */
  readonly already: boolean;
}

/** The answer to a claim that this transaction makes. */
export function claimAnswer(
  tx: Transaction,
  outcome: ClaimOutcome,
  asker: Asker,
  moment: Moment,
): ClaimAnswer {
  const { id, lease, childrenLocked, already } = outcome;
  return {
    task: new TaskPresenter(tx, asker, moment).json(id),
    lease: leaseJson(lease, moment)!,
    children_locked: childrenLocked,
    checkpoint: lastCheckpoint(tx.record(id)),
    already,
  };
}
