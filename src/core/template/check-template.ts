import type { Finding } from '../finding.ts';
import type { Gate } from '../gate/gate.ts';
import { readGates } from '../gate/read-gates.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { nearest } from '../suggest.ts';
import { checkLifecycle } from './check-lifecycle.ts';
import { DocumentReader } from './document-reader.ts';
import type { Template } from './template.ts';

const KEYS = [
  'name',
  'description',
  'version',
  'template_engine',
  'structure',
  'states',
  'transitions',
  'acceptance',
  'keywords',
  'variables',
  'claim_state',
  'failure_states',
  'gates',
] as const;

/** A template that was checked; the template is there exactly when no finding is an error. */
export interface CheckedTemplate {
  readonly template: Template | null;
  readonly findings: readonly Finding[];
}

/** Checks what a template file holds, but for the syntax of its `structure`, which only a renderer knows. */
export function checkTemplate(name: string, value: JsonValue): CheckedTemplate {
  if (!isJsonObject(value)) {
    const message = 'a template is a mapping of keys to values';
    return { template: null, findings: [{ severity: 'error', message, path: [] }] };
  }
  const reader = new DocumentReader(value);
  for (const key of Object.keys(value)) warnIfUnknown(reader, key);
  const template = {
    ...identity(reader, name),
    structure: reader.text('structure'),
    ...checkLifecycle(reader),
    acceptance: reader.texts('acceptance'),
    keywords: reader.has('keywords') ? reader.texts('keywords') : [],
    variables: reader.has('variables') ? reader.mapping('variables') : ({} as JsonObject),
    gates: checkGates(reader, value.gates ?? null),
  };
  return { template: reader.hasErrors ? null : (template as Template), findings: reader.findings };
}

function identity(reader: DocumentReader, name: string) {
  const own = reader.text('name');
  if (own !== undefined && own !== name) {
    reader.error(['name'], `name is ${JSON.stringify(own)}, but the file is named ${name}.yaml`);
  }
  const description = reader.text('description');
  const version = reader.text('version');
  const engine = reader.text('template_engine');
  if (engine !== undefined && engine !== 'jinja2') {
    reader.error(['template_engine'], `template_engine must be jinja2, not ${JSON.stringify(engine)}`);
  }
  return { name, description, version, template_engine: 'jinja2' as const };
}

function checkGates(reader: DocumentReader, value: JsonValue): readonly Gate[] {
  const { gates, findings } = readGates(value, ['gates']);
  reader.findings.push(...findings);
  return gates;
}

function warnIfUnknown(reader: DocumentReader, key: string): void {
  if (KEYS.some((known) => known === key)) return;
  const [near] = nearest(key, KEYS);
  reader.warning([key], `unknown key ${JSON.stringify(key)}${near ? ` (did you mean ${near}?)` : ''}`);
}
