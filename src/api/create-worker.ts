import { resolve } from 'node:path';
import { fail } from '../core/failure.ts';
import { readAsker, withFallback } from '../core/lease/asker.ts';
import { userAtHost } from '../wire.ts';
import { openWorker, type WorkEvent, type WorkOptions, type WorkSummary, workDeps } from '../wire-work.ts';
import { LraError, valueOrThrow } from './lra-error.ts';

export interface WorkerOptions extends Omit<WorkOptions, 'exec'> {
  /** The project, or a folder inside it. Default: the working directory. */
  readonly dir?: string;
  /** Its slots are agents of their own: `<agent>/1` … Default: `<user>@<host>`. */
  readonly agent?: string;
  /** The command line that is the agent, for `sh -c`. Default: `work.exec` of config.yaml. */
  readonly exec?: string;
  /** What agents have in their environment, beside what lra adds. Default: that of this process. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** Is told of each event, as it happens. */
  readonly onEvent?: (event: WorkEvent) => void;
}

/** A worker, as `lra work` runs one. */
export interface ProjectWorker {
  /** Works until nothing is left to do, or until it is stopped. What failed is in the answer, and throws nothing. Once. */
  run(): Promise<WorkSummary>;
  /** Begins nothing new; ends what runs with a checkpoint, and pauses it; with `now` at once. */
  stop(now?: boolean): void;
}

/**
 * Makes a worker of a project. This process is named in its leases: when it dies, they are orphaned. Throws LraError:
 * usage (no agent to run, wrong options), template_not_found, invalid_template, and those of opening a project.
 */
export async function createWorker(options: WorkerOptions = {}): Promise<ProjectWorker> {
  const { dir = '.', agent, env = process.env, onEvent = () => {}, ...asked } = options;
  checkCounts(asked);
  const said = {
    agent: agent === undefined ? null : { from: 'agent', text: agent },
    session: null,
    token: null,
  };
  const asker = withFallback(valueOrThrow(readAsker(said)), userAtHost);
  const { work } = valueOrThrow(await workDeps({ startDir: resolve(dir), asker }, env));
  const worker = valueOrThrow(await openWorker(work, asked, { event: onEvent }));
  return {
    run: async () => {
      try {
        return (await worker.run()).summary;
      } finally {
        await work.deps.store.close();
      }
    },
    stop: (now = false) => worker.stop('signal', 'the program stopped it', now),
  };
}

function checkCounts({ concurrency, maxTasks, maxTime, timeout }: Omit<WorkOptions, 'exec'>): void {
  for (const [field, value] of Object.entries({ concurrency, maxTasks })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1))
      throw new LraError(
        fail('usage', `${field} is a whole number from 1 on, not ${value}`, { data: { field } }),
      );
  }
  for (const [field, value] of Object.entries({ maxTime, timeout })) {
    if (value !== undefined && !(value > 0))
      throw new LraError(
        fail('usage', `${field} is a number of milliseconds above 0, not ${value}`, { data: { field } }),
      );
  }
}
