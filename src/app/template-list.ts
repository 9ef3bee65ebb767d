import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { TemplateInfo } from '../ports/templates.ts';
import type { Deps } from './deps.ts';

export interface ListTemplatesAnswer {
  readonly templates: readonly TemplateInfo[];
}

/** Every template of the project by name, its own and those that ship with lra. Failures: io_error. */
export async function listTemplates(
  deps: Pick<Deps, 'templates'>,
): Promise<Result<ListTemplatesAnswer, Failure>> {
  const list = await deps.templates.list();
  return list.ok ? ok({ templates: list.value }) : list;
}
