import type { Lease } from '../../../src/core/lease/lease.ts';
import type { Draft } from '../../../src/core/record/draft.ts';
import type { Task, TaskPatch } from '../../../src/core/task/task.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';

/** The memory store looks through a whole transaction for each task in it. */
const BATCH = 500;

/** A task with an id, as `create` would leave it. */
export function task(id: string, more: TaskPatch = {}): Task {
  return {
    id,
    description: `do ${id}`,
    template: 'task',
    priority: 'P1',
    status: 'pending',
    parent_id: /_\d+_\d+$/.test(id) ? id.slice(0, id.lastIndexOf('_')) : null,
    output_req: '8k',
    dependencies: [],
    dependency_type: 'all',
    deadline: null,
    module: null,
    labels: [],
    variables: {},
    source: null,
    task_file: `tasks/${id}.md`,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    finished_at: null,
    created_by: 'ann',
    version: 1,
    ...more,
  };
}

/** A lease that ends a quarter of an hour after the beginning of the world. */
export function lease(id: string, more: Partial<Lease> = {}): Lease {
  return {
    task_id: id,
    status: 'claimed',
    agent: 'bob',
    session_id: 's-1',
    token: 1,
    claimed_at: '2026-01-01T00:00:00.000Z',
    last_heartbeat: '2026-01-01T00:00:00.000Z',
    expires_at: '2026-01-01T00:15:00.000Z',
    published: false,
    ...more,
  };
}

/** Writes into an app's store in one transaction. */
export async function write(app: MemoryApp, change: (draft: Draft) => void, command = 'test'): Promise<void> {
  const head = { at: new Date(app.clock.now()).toISOString(), agent: app.asker.agent, command };
  const done = await app.store.transact(head, { kind: 'project' }, ({ draft }) => {
    change(draft);
    return { ok: true, value: null };
  });
  if (!done.ok) throw new Error(done.failure.message);
}

/** An app with these tasks and leases. */
export async function world(
  tasks: readonly Task[],
  leases: readonly Lease[] = [],
  more: Parameters<typeof memoryApp>[0] = {},
): Promise<MemoryApp> {
  const app = memoryApp(more);
  for (let i = 0; i < tasks.length; i += BATCH) {
    await write(app, (draft) => {
      for (const one of tasks.slice(i, i + BATCH)) draft.create(one);
    });
  }
  await write(app, (draft) => {
    for (const one of leases) draft.setLease(one.task_id, one);
  });
  return app;
}
