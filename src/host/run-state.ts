import { join } from 'node:path';
import type { Asker } from '../core/lease/lease.ts';
import type { Settings } from '../core/settings.ts';
import type { Budgets } from '../ports/budgets.ts';
import type { Events } from '../ports/events.ts';
import type { ProgressBoard } from '../ports/progress-board.ts';
import type { Resources } from '../ports/resources.ts';
import type { StopRequests } from '../ports/stop-requests.ts';
import { systemClock } from './clock.ts';

const MEGABYTE = 1024 * 1024;

/** What is known of work while it runs, beside the tasks themselves. */
export interface RunState {
  readonly events: () => Promise<Events>;
  readonly progress: () => Promise<ProgressBoard>;
  readonly budgets: () => Promise<Budgets>;
  readonly resources: () => Promise<Resources>;
  readonly stops: () => Promise<StopRequests>;
}

/** The run state in a project's folder; each part is loaded when it is first asked for. */
export function runStateIn(dir: string, settings: Settings, { agent }: Asker): RunState {
  const folder = join(dir, 'events');
  return {
    events: once(async () => {
      const { EventLog } = await import('./events/event-log.ts');
      return new EventLog(folder, settings.events.megabytes * MEGABYTE);
    }),
    progress: once(async () => {
      const { progressFilesIn } = await import('./events/progress-files.ts');
      return progressFilesIn(join(folder, 'progress'));
    }),
    budgets: once(async () => {
      const { ledgersIn } = await import('./events/ledgers.ts');
      const { now } = systemClock;
      return ledgersIn({ folder: join(folder, 'costs'), limit: settings.budget.cost, agent, now });
    }),
    resources: once(async () => {
      const { resourcesAround } = await import('./resources/probe.ts');
      return resourcesAround(dir);
    }),
    stops: once(async () => {
      const { stopFileIn } = await import('./stop-file.ts');
      return stopFileIn(dir);
    }),
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
