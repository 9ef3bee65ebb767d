import type { JsonObject } from '../json.ts';
import { err, ok, type Result } from '../result.ts';
import { quote, type Reader } from './fields.ts';

/** Deeper values would overflow whatever walks them by recursion, as `JSON.stringify` does. */
const MAX_DEPTH = 64;
const REFUSED_KEY = '__proto__';

/**
 * The variables of a task: a JSON object of plain values. `__proto__` is refused as a name at any depth, because a
 * reader that copies key by key would change the copy's prototype with it.
 */
export const readVariables: Reader<JsonObject> = (value) => {
  if (!isPlainObject(value)) return err(`variables are a JSON object, not ${quote(value)}`);
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return err(`variables are nested ${MAX_DEPTH} deep at most`);
    const below: unknown[] = [];
    for (const one of level) {
      if (Array.isArray(one)) for (const item of one) below.push(item);
      else if (isPlainObject(one)) {
        if (Object.hasOwn(one, REFUSED_KEY)) return err(`a variable cannot be named ${REFUSED_KEY}`);
        for (const item of Object.values(one)) below.push(item);
      } else if (!isScalar(one)) return err(`variables hold JSON values, not ${quote(one)}`);
    }
    level = below;
  }
  return ok(value as JsonObject);
};

/** Variables from JSON text. */
export function parseVariables(text: string): Result<JsonObject, string> {
  try {
    return readVariables(JSON.parse(text));
  } catch (error) {
    return err(`variables are a JSON object: ${(error as Error).message}`);
  }
}

function isScalar(value: unknown): boolean {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
