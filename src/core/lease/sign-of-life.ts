import type { Failure } from '../failure.ts';
import type { GraphNode } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { refuseForeign } from './authority.ts';
import { type Asker, type Moment, passesAsHolder } from './lease.ts';
import { type LeaseTerms, renewed } from './term.ts';

/**
 * Takes word of the work on a task as a heartbeat of the asker's claim, where it has one: work that nobody claimed may be
 * spoken of too. Failures: not_lease_holder, lease_lost; null when the asker may go on.
 */
export function signOfLife(
  draft: Draft,
  node: GraphNode,
  terms: Pick<LeaseTerms, 'orphanAfter'>,
  asker: Asker,
  moment: Moment,
): Failure | null {
  const foreign = refuseForeign(draft, node, asker, moment);
  if (foreign) return foreign;
  const { lease } = node;
  if (lease && passesAsHolder(lease, asker)) {
    draft.setLease(node.id, renewed(lease, moment, terms.orphanAfter));
  }
  return null;
}
