import type { Lease } from '../lease/lease.ts';
import type { NodeList } from './node-list.ts';
import type { UrgentHead } from './urgent-head.ts';

/** What a graph starts with. */
export interface GraphStart {
  /** Already linked, without leases. The graph keeps the list and changes it. */
  readonly nodes?: NodeList;
  /** Those of tasks that are not there are left out. */
  readonly leases?: Iterable<Lease>;
  readonly counters?: ReadonlyMap<string, number>;
  /** How many nodes have which status. */
  readonly byStatus?: ReadonlyMap<string, number>;
  readonly urgent?: UrgentHead | null;
}
