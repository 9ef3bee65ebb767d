import type { JsonValue } from '../../core/json.ts';
import { checkTemplate } from '../../core/template/check-template.ts';
import type { Template } from '../../core/template/template.ts';
import type { TemplateRenderer } from '../../ports/template-renderer.ts';
import type { TemplateFinding } from '../../ports/templates.ts';

/** What a template file says, and everything that is wrong with it, by line. */
export interface Inspection {
  readonly value: JsonValue;
  /** Null when the file cannot be used; its brief alone may still be wrong. */
  readonly template: Template | null;
  readonly findings: readonly TemplateFinding[];
}

/** Reads a template file whole: YAML, keys, states and the syntax of its brief. */
export async function inspectTemplate(
  name: string,
  text: string,
  renderer: () => Promise<TemplateRenderer>,
): Promise<Inspection> {
  const { readYaml } = await import('../yaml-document.ts');
  const document = readYaml(text, { asText: ['version'] });
  if (document.fault) {
    const { reason, line } = document.fault;
    return { value: null, template: null, findings: [{ severity: 'error', message: reason, line }] };
  }
  const { template, findings } = checkTemplate(name, document.value);
  const found: TemplateFinding[] = findings.map(({ severity, message, path }) => ({
    severity,
    message,
    line: document.position(path).line,
  }));
  const structure = (document.value as { structure?: unknown } | null)?.structure;
  const checked = typeof structure === 'string' ? (await renderer()).check(structure) : null;
  if (checked && !checked.ok) {
    const { line, reason } = checked.failure;
    const place = document.textLine(['structure'], line ?? 1);
    found.push({ severity: 'error', message: `structure: ${reason}`, line: place });
  }
  found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { value: document.value, template, findings: found };
}
