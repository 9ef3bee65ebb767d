import { type Failure, fail } from '../failure.ts';
import { err, ok, type Result } from '../result.ts';
import { NEW_TASK } from '../task/add.ts';
import {
  type FieldFault,
  type Fields,
  quote,
  type Reader,
  readFields,
  readName,
  readTemplate,
} from '../task/fields.ts';
import { PLAN_FIELDS } from './format.ts';

const readKey: Reader<string> = (value) => readName(value, 'a key');

const { description, output_req, priority, dependencies, variables } = NEW_TASK;
const PART = {
  description,
  output_req,
  template: readTemplate,
  priority,
  dependencies,
  variables,
  key: readKey,
};

/** One task of a plan; its dependencies are ids, or keys of other parts. */
export type Part = Fields<typeof PART> & { readonly description: string };

/** Reads a plan: JSON text, or the value it stands for. Fails with invalid_plan: the part's index and the field. */
export function readPlan(plan: unknown): Result<readonly Part[], Failure> {
  const value = typeof plan === 'string' ? parseJson(plan) : ok(plan);
  if (!value.ok) return value;
  const items = value.value;
  if (!Array.isArray(items)) return err(invalidPlan(`a plan is a JSON array of parts, not ${quote(items)}`));
  if (items.length === 0) return err(invalidPlan('a plan has at least one part'));
  const parts: Part[] = [];
  const indexOfKey = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const part = readPart(item);
    if (!part.ok) return err(invalidPart(index, part.failure));
    const { key } = part.value;
    const twin = key === undefined ? undefined : indexOfKey.get(key);
    if (twin !== undefined) {
      return err(
        invalidPart(index, { field: 'key', reason: `${quote(key)} is the key of part ${twin + 1}` }),
      );
    }
    if (key !== undefined) indexOfKey.set(key, index);
    parts.push(part.value);
  }
  return ok(parts);
}

/** A failure with the part of the plan that it is about; counted from 0 for programs, from 1 for people. */
export function inPart(index: number, failure: Failure): Failure {
  return {
    ...failure,
    message: `part ${index + 1} of the plan: ${failure.message}`,
    data: { ...failure.data, index },
  };
}

function readPart(item: unknown): Result<Part, FieldFault> {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return err({ field: '', reason: `a part is a JSON object, not ${quote(item)}` });
  }
  const given: { [field: string]: unknown } = {};
  for (const [field, value] of Object.entries(item)) {
    if (!Object.hasOwn(PLAN_FIELDS, field) && field !== 'description') {
      const known = Object.keys(PLAN_FIELDS).join(', ');
      return err({ field, reason: `a part has no field ${quote(field)}, only ${known}` });
    }
    const name = field === 'desc' ? 'description' : field;
    if (given[name] !== undefined) return err({ field, reason: 'desc and description are the same field' });
    given[name] = value ?? undefined;
  }
  const fields = readFields(PART, { ...given, description: given.description ?? '' });
  return fields.ok ? ok(fields.value as Part) : fields;
}

function parseJson(text: string): Result<unknown, Failure> {
  try {
    return ok(JSON.parse(text.trim()));
  } catch (error) {
    return err(invalidPlan(`the plan is not JSON: ${(error as Error).message}`));
  }
}

function invalidPart(index: number, { field, reason }: FieldFault): Failure {
  return inPart(
    index,
    fail('invalid_plan', reason, { hint: SEE_FORMAT, ...(field ? { data: { field } } : {}) }),
  );
}

function invalidPlan(message: string): Failure {
  return fail('invalid_plan', message, { hint: SEE_FORMAT });
}

const SEE_FORMAT = 'see the format: lra split <id>, without --plan';
