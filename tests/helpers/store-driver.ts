import { writeSync } from 'node:fs';
import { createFileStore } from '../../src/store/file/file-store.ts';
import { realFs } from '../../src/store/file/fs.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/store/file/limits.ts';
import { type Place, strikingFs } from './store-faults.ts';
import { head, run, SCENARIOS, type Scenario, type ScenarioName } from './store-scenarios.ts';
import { countingIds, lifecycles } from './store-state.ts';

/** What a driver process is told to do. */
export interface DriverOrder {
  readonly dir: string;
  readonly scenario: ScenarioName;
  readonly strike?: Place & { readonly signal: 'SIGKILL' | 'SIGSTOP' };
  readonly limits?: Partial<Limits>;
  /** The prefix of the names it draws. */
  readonly names: string;
  readonly times?: number;
}

/** Runs one scenario and says on stdout, as lines: `acked` for each transaction, then the changing calls it made. */
async function main(order: DriverOrder): Promise<void> {
  const scenario: Scenario = SCENARIOS[order.scenario];
  const { fs, calls } = strikingFs(
    realFs,
    () => process.kill(process.pid, order.strike!.signal),
    order.strike ?? null,
  );
  const store = createFileStore({
    dir: order.dir,
    lifecycles,
    ids: countingIds(order.names),
    fs,
    limits: { ...DEFAULT_LIMITS, ...scenario.limits, ...order.limits },
    isFromGit: () => false,
  });
  for (let n = 0; n < (order.times ?? 1); n++) {
    const started = performance.now();
    const value = (await run(store, scenario.run, head(order.scenario, scenario.more))) ?? null;
    writeSync(1, `acked ${JSON.stringify({ value, ms: performance.now() - started })}\n`);
  }
  await store.close();
  writeSync(1, `calls ${JSON.stringify(calls)}\n`);
}

await main(JSON.parse(process.argv[2]!) as DriverOrder);
