import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { StopRequest } from '../core/run/stop-request.ts';
import type { Deps } from './deps.ts';

export interface StopWorkersRequest {
  /** End what runs at once, instead of having it checkpointed and paused. */
  readonly now?: boolean | undefined;
}

export interface StopWorkersAnswer {
  readonly stop: StopRequest;
  /** Set when that was asked already. */
  readonly already?: true;
}

export interface ClearStopAnswer {
  readonly cleared: boolean;
  /** Set when nobody had asked. */
  readonly already?: true;
}

/** Asks the workers of the project to stop; who asked for more already keeps that. Failure: io_error. */
export async function stopWorkers(
  deps: Pick<Deps, 'asker' | 'clock' | 'stops'>,
  { now = false }: StopWorkersRequest = {},
): Promise<Result<StopWorkersAnswer, Failure>> {
  const stops = await deps.stops();
  const asked = stops.read();
  if (asked && (asked.now || !now)) return ok({ stop: asked, already: true });
  const stop = { agent: deps.asker.agent, at: new Date(deps.clock.now()).toISOString(), now };
  const written = stops.write(stop);
  return written.ok ? ok({ stop }) : written;
}

/** Takes back what `stopWorkers` asked. Failure: io_error. */
export async function clearStop(deps: Pick<Deps, 'stops'>): Promise<Result<ClearStopAnswer, Failure>> {
  const cleared = (await deps.stops()).clear();
  if (!cleared.ok) return cleared;
  return ok(cleared.value ? { cleared: true } : { cleared: false, already: true });
}
