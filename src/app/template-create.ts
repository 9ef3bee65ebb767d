import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { Deps } from './deps.ts';
import { type ShownTemplate, showTemplate } from './template-show.ts';

export interface CreateTemplateRequest {
  readonly name: string;
  /** The template to begin with; default: `task`. */
  readonly from?: string;
}

/**
 * Makes a template file of the project, as a copy of another template. Failures: usage (a bad name), template_exists,
 * template_not_found, invalid_template, io_error.
 */
export async function createTemplate(
  deps: Pick<Deps, 'templates'>,
  request: CreateTemplateRequest,
): Promise<Result<ShownTemplate, Failure>> {
  const created = await deps.templates.create(request.name, request.from ?? 'task');
  return created.ok ? showTemplate(deps, request.name) : created;
}
