import { expect } from 'vitest';
import { type CreateTaskRequest, createTask } from '../../../src/app/create-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import type { Command } from '../../../src/cli/command.ts';
import { ownFlags } from '../../../src/cli/locate.ts';
import { parse } from '../../../src/cli/parse.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { type Failure, type FailureCode, FailureError } from '../../../src/core/failure.ts';
import { err, type Result } from '../../../src/core/result.ts';
import { failure, value } from '../lease/support.ts';

export { failure, taskOfId, value } from '../lease/support.ts';

/** The processor time since a `process.cpuUsage()`, in milliseconds: a busy machine does not change it much. */
export function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Creates a task and returns its id. */
export async function add(deps: Deps, more: Partial<CreateTaskRequest> = {}): Promise<string> {
  const done = value(await createTask(deps, { description: 'do it', ...more }));
  return String(done.task.id);
}

export async function set(deps: Deps, id: string, ...statuses: readonly string[]): Promise<void> {
  for (const status of statuses) value(await setTaskStatus(deps, { id, status }));
}

export async function statusOf(deps: Deps, id: string): Promise<string | undefined> {
  return value(await deps.store.read({ kind: 'project' }, ({ graph }) => graph.find(id)?.status));
}

/** All that a store keeps, to compare before and after; counters with what the ids show. */
export async function stateOf(deps: Deps) {
  return value(
    await deps.store.read({ kind: 'project' }, (view) => ({
      generation: view.generation,
      nodes: view.graph.nodes.map((node) => ({
        ...node,
        ...Object.fromEntries(
          (['children', 'dependencies', 'dependents'] as const).map((key) => [
            key,
            node[key].map(({ id }) => id).sort(),
          ]),
        ),
        parent: node.parent?.id ?? null,
        task: view.task(node.id),
        brief: view.brief(node.id),
        record: view.record(node.id),
      })),
      byStatus: Object.fromEntries(view.graph.byStatus),
      leases: [...view.graph.leases],
      next: view.graph.lastNumber('task'),
    })),
  );
}

/** That a use-case fails with a code and leaves nothing behind; returns the failure. */
export async function refused(
  deps: Deps,
  code: FailureCode,
  call: () => Promise<Result<unknown, Failure>>,
): Promise<Failure> {
  const before = await stateOf(deps);
  const found = failure(await call(), code);
  expect(await stateOf(deps)).toEqual(before);
  return found;
}

/** What a command says to programs and to people, run with a command line over these dependencies. */
export async function runLine(command: Command, deps: Deps, line: readonly string[], stdin = '') {
  const style = { ...styleFor(false, Number.POSITIVE_INFINITY), now: deps.clock.now() };
  const context = {
    project: async () => deps,
    startDir: '/',
    env: {},
    stdin: async () => stdin,
    write: () => {},
    say: () => {},
    progress: () => ({ show: () => {}, end: () => {} }),
    live: () => {},
    json: false,
    self: [],
    style,
  };
  try {
    const grammar = { title: 'lra', arguments: command.arguments ?? [], flags: ownFlags(command) };
    const done = await command.run!(context, parse(grammar, line));
    if (!done.ok) return done;
    const answer = done.value!;
    return { ok: true as const, value: { ...answer, text: answer.text(style) } };
  } catch (thrown) {
    if (thrown instanceof FailureError) return err(thrown.failure);
    throw thrown;
  }
}
