import type { StopReason } from './summary.ts';
import type { WorkDeps } from './work-deps.ts';

/** Why a worker is to stop now, though it was sent no signal; null when it is not. Durations are milliseconds. */
export function askedToStop(
  { stops }: WorkDeps,
  age: number,
  maxTime = Number.POSITIVE_INFINITY,
): { readonly reason: StopReason; readonly why: string; readonly now: boolean } | null {
  const asked = stops.read();
  if (asked) {
    const why = `${asked.agent ?? 'somebody'} asked all workers to stop`;
    return { reason: 'stop_file', why, now: asked.now };
  }
  return age >= maxTime ? { reason: 'max_time', why: 'its time is over', now: false } : null;
}
