import type { DocumentPath, Finding } from '../finding.ts';
import { pathText } from '../finding.ts';
import type { JsonValue } from '../json.ts';

const MOST = 100;
const LONGEST = 500;

/** A list of a rule of failures, without what is wrong in it. */
export interface CheckedList {
  readonly value: JsonValue;
  readonly findings: readonly Finding[];
}

/** Reads exit codes: whole numbers from 1 to 255. */
export function readExitCodes(value: JsonValue, path: DocumentPath): CheckedList {
  const fits = (item: JsonValue) =>
    Number.isInteger(item) && (item as number) >= 1 && (item as number) <= 255;
  return readList(value, path, 'exit codes from 1 to 255', fits);
}

/** Reads regular expressions. */
export function readPatterns(value: JsonValue, path: DocumentPath): CheckedList {
  return readList(value, path, 'regular expressions', isExpression);
}

function readList(
  value: JsonValue,
  path: DocumentPath,
  takes: string,
  fits: (item: JsonValue) => boolean,
): CheckedList {
  const error = (at: DocumentPath, given: JsonValue): Finding => ({
    severity: 'error',
    message: `${pathText(at)} takes ${takes}, not ${JSON.stringify(given)?.slice(0, 80)}`,
    path: at,
  });
  if (value === null) return { value: [], findings: [] };
  if (!Array.isArray(value) || value.length > MOST) return { value: [], findings: [error(path, value)] };
  const findings = value.flatMap((item, i) => (fits(item) ? [] : [error([...path, i], item)]));
  return { value: value.filter(fits), findings };
}

function isExpression(item: JsonValue): boolean {
  if (typeof item !== 'string' || item === '' || item.length > LONGEST) return false;
  try {
    new RegExp(item, 'i');
    return true;
  } catch {
    return false;
  }
}
