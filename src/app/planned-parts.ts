import type { Failure } from '../core/failure.ts';
import { inPart } from '../core/plan/read-plan.ts';
import type { PlannedPart } from '../core/plan/split.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Template } from '../core/template/template.ts';
import type { Deps } from './deps.ts';

/** The parts of a plan with their templates, each loaded once. Failures: template_not_found, invalid_template. */
export async function withTemplates(
  { templates }: Pick<Deps, 'templates'>,
  parts: readonly PlannedPart['part'][],
  otherwise: string,
): Promise<Result<readonly PlannedPart[], Failure>> {
  const loaded = new Map<string, Template>();
  const planned: PlannedPart[] = [];
  for (const [index, part] of parts.entries()) {
    const name = part.template ?? otherwise;
    const template = loaded.has(name) ? ok(loaded.get(name)!) : await templates.get(name);
    if (!template.ok) return err(inPart(index, template.failure));
    loaded.set(name, template.value);
    planned.push({ part, template: template.value });
  }
  return ok(planned);
}
