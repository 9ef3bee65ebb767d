import type { Deps } from '../../src/app/deps.ts';
import { ok } from '../../src/core/result.ts';
import { type BudgetState, Ledger } from '../../src/core/run/budget.ts';
import type { LoggedEvent } from '../../src/core/run/event.ts';
import type { Progress } from '../../src/core/run/progress.ts';
import type { StopRequest } from '../../src/core/run/stop-request.ts';

/** The state of runs, kept in memory; nothing is limited, and the machine has all it needs. */
export function memoryRun(): Pick<Deps, 'events' | 'progress' | 'budgets' | 'resources' | 'stops'> {
  const events: LoggedEvent[] = [];
  const progress = new Map<string, Progress>();
  let stop: StopRequest | null = null;
  const state = (): BudgetState => new Ledger('task_001').state(0);
  const reservation = { id: 'r', task_id: 'task_001', cost: 0, at: '', agent: '' };
  return {
    events: async () => ({
      append: (event, head) => events.push({ seq: events.length + 1, ...head, ...event }),
      since: (seq) => events.slice(seq),
      follow: async function* (seq) {
        yield* events.slice(seq);
      },
      last: () => events.length,
    }),
    progress: async () => ({
      get: (id) => progress.get(id) ?? null,
      put: (one) => {
        progress.set(one.task_id, one);
      },
    }),
    budgets: async () => ({
      reserve: () => ok({ reservation, budget: state() }),
      commit: () => ok(state()),
      spend: () => ok(state()),
      spent: () => ok(state()),
    }),
    resources: async () => ({
      sample: () => ({
        at: '2026-01-01T00:00:00.000Z',
        machine: { cpu: null, memory: null, disk: null },
        cgroup: { cpu: null, memory: null },
        tree: null,
      }),
    }),
    stops: async () => ({
      read: () => stop,
      write: (request) => {
        stop = request;
        return ok(undefined);
      },
      clear: () => {
        const was = stop !== null;
        stop = null;
        return ok(was);
      },
    }),
  };
}
