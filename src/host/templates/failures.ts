import { type Failure, fail } from '../../core/failure.ts';
import { nearest } from '../../core/suggest.ts';
import type { TemplateFinding } from '../../ports/templates.ts';

const LONGEST_SHOWN = 80;

/** `template_not_found`, with the nearest names and all that there are. */
export function templateNotFound(name: string, names: readonly string[]): Failure {
  const near = nearest(name, names);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'see them all: lra template list';
  return fail('template_not_found', `there is no template ${shown(name)}`, {
    hint,
    data: { name: name.slice(0, LONGEST_SHOWN), nearest: near, available: [...names] },
  });
}

/** `invalid_template`: the first error with its file and line; all of them in the data. */
export function invalidTemplate(name: string, file: string, findings: readonly TemplateFinding[]): Failure {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const { line, message } = errors[0] ?? { line: 1, message: 'it cannot be read' };
  return fail('invalid_template', `${file}:${line ?? 1}: ${message}`, {
    hint: `see everything that is wrong with it: lra template validate ${name}`,
    data: { name, file, line, reason: message, findings: errors.map((finding) => ({ ...finding })) },
  });
}

/** `usage` for a name that cannot be the name of a template file. */
export function badTemplateName(name: string): Failure {
  return fail('usage', `${shown(name)} cannot be the name of a template`, {
    hint: 'a name has 1 to 64 of a-z 0-9 - _ and begins with a letter or digit',
    data: { name: name.slice(0, LONGEST_SHOWN) },
  });
}

export function templateExists(name: string): Failure {
  return fail('template_exists', `there is a template ${name} already`, {
    hint: `see it: lra template show ${name}`,
    data: { name },
  });
}

/** `usage` for deleting a template that ships with lra. */
export function builtinStays(name: string): Failure {
  return fail('usage', `the template ${name} ships with lra and cannot be deleted`, { data: { name } });
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, LONGEST_SHOWN));
}
