import { type ErrorJson, errorJson, type Failure, fail } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { TemplateFinding } from '../ports/templates.ts';
import type { Deps } from './deps.ts';

export interface ValidatedTemplate {
  readonly name: string;
  /** The project's file; null for a template that ships with lra. */
  readonly path: string | null;
  readonly findings: readonly TemplateFinding[];
}

export interface ValidateTemplatesAnswer {
  readonly templates: readonly ValidatedTemplate[];
  /** `invalid_template` when anything found is an error, else null. */
  readonly error: ErrorJson | null;
}

/** Checks one template, or every template file of the project. Failures: template_not_found, io_error. */
export async function validateTemplates(
  deps: Pick<Deps, 'templates'>,
  name?: string,
): Promise<Result<ValidateTemplatesAnswer, Failure>> {
  const names = name === undefined ? await ownNames(deps) : ok([name]);
  if (!names.ok) return names;
  const templates: ValidatedTemplate[] = [];
  for (const one of names.value) {
    const checked = await deps.templates.validate(one);
    if (!checked.ok) return checked;
    templates.push({ name: one, ...checked.value });
  }
  return ok({ templates, error: errorOf(templates) });
}

async function ownNames(deps: Pick<Deps, 'templates'>): Promise<Result<readonly string[], Failure>> {
  const list = await deps.templates.list();
  if (!list.ok) return list;
  return ok(list.value.filter(({ origin }) => origin === 'project').map(({ name }) => name));
}

function errorOf(templates: readonly ValidatedTemplate[]): ErrorJson | null {
  const wrong = templates.filter(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  if (wrong.length === 0) return null;
  const names = wrong.map(({ name }) => name);
  const message = `${names.join(', ')} cannot be used as ${names.length === 1 ? 'it is' : 'they are'}`;
  return errorJson(
    fail('invalid_template', message, { hint: 'correct the lines that are named', data: { names } }),
  );
}
