import { checkpointTask } from '../../../src/app/checkpoint-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { Result } from '../../../src/core/result.ts';

type Verb = (deps: Deps, id: string) => Promise<Result<unknown, Failure>>;

/** The verbs that a lease decides about. */
export const VERBS: { readonly [name: string]: Verb } = {
  set: (deps, id) => setTaskStatus(deps, { id, status: 'in_progress' }),
  checkpoint: (deps, id) => checkpointTask(deps, { id }),
  publish: (deps, id) => publishTask(deps, { id }),
  pause: (deps, id) => pauseTask(deps, { id }),
  heartbeat: (deps, id) => heartbeatTask(deps, { id }),
  release: (deps, id) => releaseTask(deps, { id }),
};
