import { isJsonObject, type JsonValue } from './json.ts';
import { type ProjectInfo, SCHEMA_VERSION } from './project.ts';
import { err, ok, type Result } from './result.ts';

const LONGEST_NAME = 200;
/**
 * Control characters, line separators and the marks that turn the direction of text. Spelled out: this is compiled at
 * every start, and `\p{Cc}` costs a tenth of a millisecond.
 */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** What is wrong with `config.json`, and at which of its keys; null when it is about the whole. */
export interface ProjectFault {
  readonly key: keyof ProjectInfo | null;
  readonly reason: string;
}

/** Whether a text may name a project: one to 200 characters that can be shown on a line. */
export function isProjectName(text: string): boolean {
  return text.trim() !== '' && text.length <= LONGEST_NAME && !UNPRINTABLE.test(text);
}

/** A text made fit to name a project; for names that nobody chose, as that of a folder. */
export function toProjectName(text: string): string {
  const name = text.replace(new RegExp(UNPRINTABLE, 'g'), '_').slice(0, LONGEST_NAME).trim();
  return name || 'project';
}

/** Checks what `config.json` holds. Keys of later versions are passed over. */
export function checkProject(value: JsonValue): Result<ProjectInfo, ProjectFault> {
  if (!isJsonObject(value)) return wrong(null, 'it must be one JSON object');
  const { name, project_id, created_at, schema_version } = value;
  if (typeof schema_version !== 'number' || !Number.isInteger(schema_version) || schema_version < 1) {
    return wrong('schema_version', 'schema_version must be a whole number');
  }
  if (schema_version > SCHEMA_VERSION) {
    const reason = `it was written by a newer lra (schema ${schema_version}; this one knows ${SCHEMA_VERSION})`;
    return wrong('schema_version', reason);
  }
  if (typeof name !== 'string' || !isProjectName(name)) return wrong('name', 'name must be a line of text');
  if (typeof project_id !== 'string' || !isProjectName(project_id)) {
    return wrong('project_id', 'project_id must be a line of text');
  }
  if (typeof created_at !== 'string' || Number.isNaN(Date.parse(created_at))) {
    return wrong('created_at', 'created_at must be a time, as 2026-01-31T12:00:00.000Z');
  }
  return ok({ name, project_id, created_at, schema_version });
}

function wrong(key: ProjectFault['key'], reason: string): Result<ProjectInfo, ProjectFault> {
  return err({ key, reason });
}
