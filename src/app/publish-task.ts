import type { Failure } from '../core/failure.ts';
import { type PublishOutcome, publish } from '../core/lease/publish.ts';
import { ok, type Result } from '../core/result.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { lifetime } from './lease-terms.ts';

export interface PublishAnswer extends PublishOutcome {
  readonly task_id: string;
}

/** Opens what is below a task that the asker holds. Failures: not_found, not_claimed, not_lease_holder, lease_lost. */
export async function publishTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings'>,
  { id }: { readonly id: string },
): Promise<Result<PublishAnswer, Failure>> {
  const moment = momentOf(deps);
  return deps.store.transact(headOf(deps, moment, 'publish'), { kind: 'tasks', ids: [id] }, (tx) => {
    const done = publish(tx.draft, id, lifetime(deps), deps.asker, moment);
    return done.ok ? ok({ task_id: id, ...done.value }) : done;
  });
}
