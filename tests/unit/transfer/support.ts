import type { Task } from '../../../src/core/task/task.ts';
import type { MemoryApp } from '../../helpers/memory-app.ts';

/** A text of JSON lines. */
export const lines = (...rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

/** A link of beads: the first item waits for the second. */
export const waitsFor = (id: string, on: string) => ({ issue_id: id, depends_on_id: on, type: 'blocks' });

/** Every task, in id order. */
export async function tasks(app: MemoryApp): Promise<Task[]> {
  const read = await app.store.read({ kind: 'project' }, (view) =>
    view.graph.nodes.map(({ id }) => view.task(id)!),
  );
  return read.ok ? read.value : [];
}
