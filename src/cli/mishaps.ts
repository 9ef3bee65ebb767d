import { fail } from '../core/failure.ts';
import type { Reporter } from './reporter.ts';

/**
 * Says what no command can: that it was interrupted, or that a bug surfaced outside of any call. Writes are whole when
 * they return and the store survives any end, so the process may stop there and then.
 */
export function onMishap(reporter: () => Reporter): void {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      process.exit(
        reporter().failure(fail('interrupted', 'interrupted', { hint: 'what was reported as done is kept' })),
      );
    });
  }
  process.once('uncaughtException', (error) => process.exit(reporter().thrown(error)));
}
