import { EventLog } from '../../src/host/events/event-log.ts';
import { ledgersIn } from '../../src/host/events/ledgers.ts';

/** What a driver process does, as JSON in its first argument; it prints a JSON document with what it was told. */
export type RunOrder =
  | { readonly kind: 'events'; readonly folder: string; readonly most: number; readonly count: number }
  /** Reserves again and again until nothing is left, and commits each grant. */
  | { readonly kind: 'reserve'; readonly folder: string; readonly limit: number; readonly cost: number }
  /** Spends without end, a line on stdout for each cost that was acknowledged. */
  | { readonly kind: 'spend'; readonly folder: string; readonly cost: number };

const MOST_GRANTS = 1000;
const order = JSON.parse(process.argv[2]!) as RunOrder;
const agent = `agent-${process.pid}`;

switch (order.kind) {
  case 'events': {
    const log = new EventLog(order.folder, order.most);
    const seqs: (number | null)[] = [];
    for (let i = 0; i < order.count; i++) {
      seqs.push(
        log.append(
          { type: 'checkpoint', task_id: 'task_001', sequence: i },
          { at: new Date().toISOString(), agent },
        ),
      );
    }
    process.stdout.write(JSON.stringify({ agent, seqs }));
    break;
  }
  case 'reserve': {
    const costs = ledgersIn({ folder: order.folder, limit: order.limit, agent, now: Date.now });
    let granted = 0;
    for (; granted < MOST_GRANTS; granted++) {
      const got = costs.reserve(`task_001_0${1 + (granted % 3)}`, order.cost);
      if (!got.ok) break;
      costs.commit(got.value.reservation, order.cost);
    }
    process.stdout.write(JSON.stringify({ agent, granted }));
    break;
  }
  case 'spend': {
    const costs = ledgersIn({ folder: order.folder, limit: 0, agent, now: Date.now });
    for (;;) if (costs.spend('task_001', order.cost).ok) process.stdout.write('.');
  }
}
