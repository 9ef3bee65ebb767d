import type { Deps } from '../../../src/app/deps.ts';
import type { Evidence, Gate } from '../../../src/core/gate/gate.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';
import { task, world } from '../query/world.ts';

export function gate(run: string, more: Partial<Gate> = {}): Gate {
  return { run, name: run, timeout_seconds: 600, required: false, ...more };
}

/** What a gate showed: it failed when its command line begins so. */
export function evidence({ name, run }: Gate, more: Partial<Evidence> = {}): Evidence {
  const passed = !run.startsWith('fail');
  return {
    name,
    run,
    passed,
    exit_code: passed ? 0 : 1,
    timed_out: false,
    duration: 1500,
    commit: null,
    output_sha256: 'e3b0',
    tail: passed ? '' : `about to ${run}\n${run}: no`,
    at: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

/** Says which gates it was asked to run, for which task, and does what the test wants done meanwhile. */
export class FakeRunner {
  readonly ran: string[] = [];
  meanwhile: () => Promise<unknown> = async () => {};

  async run(one: Gate, id: string): Promise<Evidence> {
    this.ran.push(`${id}: ${one.name}`);
    await this.meanwhile();
    return evidence(one);
  }
}

export interface GatedApp extends MemoryApp {
  readonly runner: FakeRunner;
}

/** A started parent with two started children, whose template has gates, beside those of the project. */
export async function gatedApp(
  gates: { readonly own?: readonly Gate[]; readonly common?: readonly Gate[] },
  more: Partial<Deps> = {},
): Promise<GatedApp> {
  const base = memoryApp();
  const lifecycles = (name: string) => {
    const found = base.templates.lifecycles(name);
    return found && name === 'task' ? { ...found, gates: gates.own ?? [] } : found;
  };
  const runner = new FakeRunner();
  const started = { status: 'in_progress' };
  const tasks = ['task_001', 'task_001_01', 'task_001_02', 'task_002'].map((id) => task(id, started));
  const pipe = task('task_003', { template: 'data-pipeline', status: 'running' });
  const fragile = task('task_004', { template: 'fragile', status: 'working' });
  const app = await world([...tasks, pipe, fragile], [], {
    store: new MemoryStore(lifecycles, base.ids),
    templates: { ...base.templates, lifecycles },
    settings: { ...DEFAULT_SETTINGS, gates: gates.common ?? [] },
    gates: async () => runner,
    ...more,
  });
  return Object.assign(app, { runner });
}
