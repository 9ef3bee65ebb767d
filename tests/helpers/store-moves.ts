import { reevaluate } from '../../src/core/graph/blocking.ts';
import type { Lease } from '../../src/core/lease/lease.ts';
import type { Draft } from '../../src/core/record/draft.ts';
import type { Task } from '../../src/core/task/task.ts';

/** A task with everything that a test does not care about. */
export function taskOf(id: string, more: Partial<Task> = {}): Task {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    id,
    description: `does ${id}`,
    template: 'task',
    priority: 'P1',
    status: 'pending',
    parent_id: null,
    output_req: '8k',
    dependencies: [],
    dependency_type: 'all',
    deadline: null,
    module: null,
    labels: [],
    variables: {},
    source: null,
    task_file: `tasks/${id}.md`,
    created_at: at,
    updated_at: at,
    finished_at: null,
    created_by: 'ann',
    version: 1,
    ...more,
  };
}

/** Adds a task under the next id, with a brief, and returns the id. */
export function add(draft: Draft, more: Partial<Task> = {}): string {
  const id = draft.nextId('task', more.parent_id ?? null);
  const dependencies = more.dependencies ?? [];
  const waits = dependencies.some((other) => draft.graph.find(other)?.phase !== 'finished');
  draft.create(taskOf(id, { status: waits ? 'blocked' : 'pending', ...more }));
  draft.addBrief(id, `# ${id}\n\nWhat it is about.\n`);
  return id;
}

/** Finishes a task and unblocks what waited for it. */
export function finish(draft: Draft, id: string): void {
  draft.update(id, { status: 'completed', finished_at: draft.at });
  draft.setLease(id, null);
  reevaluate(draft, draft.graph.find(id)!.dependents);
}

/** Leases a task and starts it. */
export function claim(draft: Draft, id: string, agent: string): void {
  draft.setLease(id, leaseOf(id, agent, draft));
  draft.update(id, { status: 'in_progress' });
}

export function leaseOf(
  id: string,
  agent: string,
  { at, generation }: Pick<Draft, 'at' | 'generation'>,
): Lease {
  return {
    task_id: id,
    status: 'claimed',
    agent,
    session_id: `session of ${agent}`,
    token: generation,
    claimed_at: at,
    last_heartbeat: at,
    expires_at: at,
    published: false,
  };
}

export function checkpoint(draft: Draft, id: string, sequence: number): void {
  draft.addCheckpoint(id, {
    sequence,
    at: draft.at,
    agent: 'ann',
    note: `stop ${sequence}`,
    completed: [],
    remaining: [],
    files: [],
    state: null,
    commit: null,
  });
}
