import { join } from 'node:path';
import { checkProject, type ProjectFault } from '../core/check-project.ts';
import { type Failure, fail } from '../core/failure.ts';
import type { JsonValue } from '../core/json.ts';
import { jsonFaultLine } from '../core/json-fault.ts';
import type { ProjectInfo } from '../core/project.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readTextFile } from './text-file.ts';

export const PROJECT_FILE = 'config.json';

/**
 * Reads the identity of the project in a `.long-run-agent/`; null when it has none (an `init` that was interrupted).
 * Failures: corrupt_state (file, line), io_error.
 */
export function readProject(dir: string): Result<ProjectInfo | null, Failure> {
  const file = join(dir, PROJECT_FILE);
  const read = readTextFile(file);
  if (!read.ok) return read;
  if (read.value === null) return ok(null);
  const text = read.value;
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    return err(corrupt(file, jsonFaultLine(text) ?? 1, 'it is not JSON from here on'));
  }
  const checked = checkProject(value);
  return checked.ok ? checked : err(corrupt(file, lineOf(text, checked.failure), checked.failure.reason));
}

function lineOf(text: string, { key }: ProjectFault): number {
  const at = key === null ? 0 : Math.max(text.indexOf(JSON.stringify(key)), 0);
  return text.slice(0, at).split('\n').length;
}

function corrupt(file: string, line: number, reason: string): Failure {
  return fail('corrupt_state', `${file}:${line}: ${reason}`, {
    hint: 'see what is wrong with the files: lra doctor',
    data: { file, line, reason },
  });
}
