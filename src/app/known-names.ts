import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { BLOCKED } from '../core/task/task.ts';
import type { Deps } from './deps.ts';

/** A name that may be typed, and a few words on what it names. */
export interface KnownName {
  readonly name: string;
  readonly about: string;
}

const MOST = 1000;

/** The tasks whose id begins like this, at most a thousand, in id order. Failures: those of reading. */
export async function taskNames(
  deps: Pick<Deps, 'store'>,
  start: string,
): Promise<Result<readonly KnownName[], Failure>> {
  return deps.store.read({ kind: 'project' }, (view) => {
    const names: KnownName[] = [];
    for (const { id, status } of view.graph.nodes) {
      if (!id.startsWith(start)) continue;
      names.push({ name: id, about: `${status}: ${view.task(id)?.description ?? ''}` });
      if (names.length === MOST) break;
    }
    return names;
  });
}

/** The states of a task's template; of every template and `blocked`, when there is no such task. Failures: those of reading. */
export async function statusNames(
  deps: Pick<Deps, 'store' | 'templates'>,
  taskId: string | undefined,
): Promise<Result<readonly KnownName[], Failure>> {
  const found = taskId
    ? await deps.store.read({ kind: 'tasks', ids: [taskId] }, (view) => view.graph.find(taskId)?.template)
    : ok(undefined);
  if (!found.ok) return err(found.failure);
  const templates = found.value ? [found.value] : deps.templates.names();
  const about = new Map<string, string[]>();
  for (const template of templates) {
    for (const state of deps.templates.lifecycles(template)?.states ?? []) {
      about.set(state, [...(about.get(state) ?? []), template]);
    }
  }
  if (!found.value) about.set(BLOCKED, ['waits for its dependencies']);
  return ok([...about].map(([name, of]) => ({ name, about: of.join(', ') })));
}

/** The modules of the newest report. */
export function moduleNames({ reports }: Pick<Deps, 'reports'>): readonly KnownName[] {
  return reports.newest()?.report.modules.map(({ name, path }) => ({ name, about: path })) ?? [];
}
