import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { Deps } from './deps.ts';

/**
 * The template that a task's children inherit, by name, or the project's default when there is no such task: the
 * decision will say so. Asked before a transaction, which cannot wait for a template. Failures: those of the store.
 */
export function inheritedTemplate(
  deps: Pick<Deps, 'store' | 'settings'>,
  parentId: string,
): Promise<Result<string, Failure>> {
  const otherwise = deps.settings.tasks.default_template;
  return deps.store.read(
    { kind: 'tasks', ids: [parentId] },
    (view) => view.graph.find(parentId)?.template ?? otherwise,
  );
}
