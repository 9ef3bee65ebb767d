import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Template } from '../core/template/template.ts';
import type { Deps } from './deps.ts';

/** A template as lra reads it, and as it is written. */
export interface ShownTemplate {
  readonly template: Template & {
    /** Its YAML text. */
    readonly source: string;
  };
  /** The project's file; null for a template that ships with lra. */
  readonly path: string | null;
}

/** Shows one template. Failures: template_not_found, invalid_template, io_error. */
export async function showTemplate(
  deps: Pick<Deps, 'templates'>,
  name: string,
): Promise<Result<ShownTemplate, Failure>> {
  const template = await deps.templates.get(name);
  if (!template.ok) return template;
  const source = await deps.templates.source(name);
  if (!source.ok) return source;
  const { text, path } = source.value;
  return ok({ template: { ...template.value, source: text }, path });
}
