import { fail } from '../core/failure.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Reporter } from './reporter.ts';

/** What ends a run from outside: a key, `kill`, a terminal that closes. SIGQUIT is not among them: it asks for a core dump. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Says what no command can: that it was interrupted, or that a bug surfaced outside of any call. Writes are whole when
 * they return and the store survives any end, so the process may stop there and then.
 */
export function onMishap(reporter: () => Reporter): void {
  for (const signal of ENDING) process.once(signal, () => process.exit(interrupted(reporter())));
  process.once('uncaughtException', (error) => process.exit(reporter().thrown(error)));
}

/** Hands the signals that end a run to a command that ends in its own way, each time one comes. */
export function takeSignals(handle: (signal: string) => void): void {
  for (const signal of ENDING) {
    process.removeAllListeners(signal);
    process.on(signal, () => handle(signal));
  }
}

/** Says that the run was interrupted, and returns its exit code, also where a terminal that closed takes no word any more. */
function interrupted(reporter: Reporter): number {
  const failure = fail('interrupted', 'interrupted', { hint: 'what was reported as done is kept' });
  try {
    return reporter.failure(failure);
  } catch {
    return exitCodeOf(failure.code);
  }
}
