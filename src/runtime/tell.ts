import type { RunEvent } from '../core/run/event.ts';
import type { WorkDeps, WorkWatch } from './work-deps.ts';

/** Writes events into the project's log, as the agent's or the worker's own doing, and tells the watcher. */
export function tellerOf({ deps, events }: WorkDeps, watch: WorkWatch) {
  return (event: RunEvent, agent: string | null = null): void => {
    const at = new Date(deps.clock.now()).toISOString();
    const by = agent ?? deps.asker.agent;
    const seq = events.append(event, { at, agent: by });
    watch.event({ ...event, seq, at, agent: by });
  };
}
