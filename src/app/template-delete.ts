import { type Failure, fail } from '../core/failure.ts';
import { isOver } from '../core/graph/node.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { View } from '../ports/store.ts';
import type { Deps } from './deps.ts';

const MOST_NAMED = 50;

export interface DeleteTemplateAnswer {
  /** Its name. */
  readonly template: string;
  /** The file that is gone. */
  readonly path: string;
}

/**
 * Deletes a template file of the project. Refused while tasks use it, finished ones too: only their template says that
 * they are finished. Failures: has_dependents, template_not_found, usage (it ships with lra), io_error.
 */
export async function deleteTemplate(
  deps: Pick<Deps, 'templates' | 'store'>,
  name: string,
): Promise<Result<DeleteTemplateAnswer, Failure>> {
  const source = await deps.templates.source(name);
  if (!source.ok) return source;
  if (source.value.path !== null) {
    const used = await deps.store.read({ kind: 'project' }, (view) => usedBy(view, name));
    if (!used.ok) return used;
    if (used.value) return err(used.value);
  }
  const removed = await deps.templates.remove(name);
  return removed.ok ? ok({ template: name, path: removed.value.path }) : removed;
}

function usedBy({ graph }: View, name: string): Failure | null {
  const users = graph.nodes.filter((node) => node.template === name);
  if (users.length === 0) return null;
  const unfinished = users.filter((node) => !isOver(node)).length;
  const tasks = users.length === 1 ? '1 task uses' : `${users.length} tasks use`;
  return fail('has_dependents', `${tasks} the template ${name}, ${unfinished} of them unfinished`, {
    hint: `see them: lra list --template ${name} --limit 0`,
    data: { name, count: users.length, unfinished, tasks: users.slice(0, MOST_NAMED).map(({ id }) => id) },
  });
}
