import { expect } from 'vitest';
import { claimNext } from '../../../src/app/claim-next.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import type { Command, Input } from '../../../src/cli/command.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import type { Failure, FailureCode } from '../../../src/core/failure.ts';
import type { LeaseJson } from '../../../src/core/lease/authority.ts';
import type { Lease } from '../../../src/core/lease/lease.ts';
import type { TaskRecord } from '../../../src/core/record/record.ts';
import type { Result } from '../../../src/core/result.ts';
import type { Task } from '../../../src/core/task/task.ts';
import type { MemoryApp } from '../../helpers/memory-app.ts';
import { task, world } from '../query/world.ts';

export const MINUTE = 60_000;
/** Longer than a lease lives without a heartbeat. */
export const LONG = 16 * MINUTE;

export const P = 'task_001';
export const C1 = 'task_001_01';
export const C2 = 'task_001_02';
export const G1 = 'task_001_01_01';
export const OTHER = 'task_002';

/** A parent with two children, the first of which has one of its own, and a task beside them. */
export function smallTree(more: Partial<Deps> = {}): Promise<MemoryApp> {
  return world(
    [P, C1, C2, G1, OTHER].map((id) => task(id)),
    [],
    more,
  );
}

/** The value of a result; fails the test on a failure. */
export function value<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** The failure of a result, which must be of this code. */
export function failure(result: Result<unknown, Failure>, code: FailureCode): Failure {
  const found = result.ok ? null : result.failure;
  expect(found?.code ?? 'ok').toBe(code);
  return found!;
}

export async function claimed(deps: Deps, id: string): Promise<LeaseJson> {
  return value(await claimTask(deps, { id })).lease;
}

export async function published(deps: Deps, id: string): Promise<void> {
  await claimed(deps, id);
  value(await publishTask(deps, { id }));
}

/** Claims the next task and says which; null when nothing is ready. */
export async function nextId(deps: Deps): Promise<string | null> {
  const next = await claimNext(deps, {});
  return next.ok ? String(next.value.task.id) : null;
}

export async function finish(deps: Deps, id: string): Promise<void> {
  for (const status of ['in_progress', 'completed']) value(await setTaskStatus(deps, { id, status }));
}

/** The lease of a task as the store keeps it. */
export async function leaseOf(deps: Deps, id: string): Promise<Lease | null> {
  return value(await deps.store.read({ kind: 'project' }, ({ graph }) => graph.leases.get(id) ?? null));
}

export async function taskOfId(deps: Deps, id: string): Promise<Task> {
  return value(await deps.store.read({ kind: 'project' }, (view) => view.task(id)!));
}

export async function recordOf(deps: Deps, id: string): Promise<TaskRecord> {
  return value(await deps.store.read({ kind: 'project' }, (view) => view.record(id)));
}

/** Runs a command as the program would, over these dependencies. */
export async function run(command: Command, deps: Deps, input: Partial<Input>) {
  const context = {
    project: async () => deps,
    startDir: '/',
    env: {},
    stdin: async () => '',
    write: () => {},
    say: () => {},
    progress: () => ({ show: () => {}, end: () => {} }),
    live: () => {},
    json: false,
    self: [],
    style: plain(deps),
  };
  const done = value(await command.run!(context, { args: {}, options: {}, ...input }));
  return { ...done!, text: done!.text(plain(deps)) };
}

function plain(deps: Deps) {
  return { ...styleFor(false, Number.POSITIVE_INFINITY), now: deps.clock.now() };
}
