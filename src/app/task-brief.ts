import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Task } from '../core/task/task.ts';
import { renderBrief } from '../core/template/brief.ts';
import type { Deps } from './deps.ts';
import { briefFacts } from './making.ts';

/**
 * The text of a task's brief: what is stored, or what its template makes of it when none was made yet; that is not kept.
 * Failures: template_not_found, invalid_template.
 */
export async function briefText(
  deps: Pick<Deps, 'project' | 'templates' | 'renderer'>,
  task: Task,
  stored: string | null,
): Promise<Result<string, Failure>> {
  if (stored !== null) return ok(stored);
  const template = await deps.templates.get(task.template);
  if (!template.ok) return template;
  return renderBrief(task, template.value, await deps.renderer(), briefFacts(deps));
}
