import { guarded, realFs } from './fs.ts';
import { listJournal } from './journal.ts';
import { layoutOf } from './layout.ts';

/** Whether a `.long-run-agent/` holds a log of transactions, whatever else is there; false where it cannot be read. */
export function hasLog(dir: string): boolean {
  const listed = guarded(() => listJournal(realFs, layoutOf(dir)));
  return listed.ok && (listed.value.base !== null || listed.value.entries.length > 0);
}
