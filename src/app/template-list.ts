import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { TemplateInfo } from '../ports/templates.ts';
import type { Deps } from './deps.ts';

/** Every template of the project by name, its own and those that ship with lra. Failures: io_error. */
export async function listTemplates(
  deps: Pick<Deps, 'templates'>,
): Promise<Result<readonly TemplateInfo[], Failure>> {
  return deps.templates.list();
}
