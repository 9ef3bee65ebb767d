import { type Failure, fail } from '../failure.ts';
import { err, ok, type Result } from '../result.ts';
import { parseDeadline } from './deadline.ts';
import { COMMON_SIZES, normalizeSize } from './size.ts';
import { DEPENDENCY_TYPES, type DependencyType, PRIORITIES, type Priority } from './task.ts';

/** Reads the value of a field as a caller gave it; the failure says in one clause what the field takes. */
export type Reader<T> = (value: unknown) => Result<T, string>;

/** A field whose value cannot be taken, and why. */
export interface FieldFault {
  readonly field: string;
  readonly reason: string;
}

type Readers = { readonly [field: string]: Reader<unknown> };

/** What readers make of the fields that were given. */
export type Fields<R extends Readers> = {
  -readonly [F in keyof R]?: R[F] extends Reader<infer T> ? T : never;
};

const MAX_NAME_LENGTH = 200;
const MISLEADING = /\p{Bidi_Control}|^[/\\]|(?:^|[/\\])\.{1,2}(?:$|[/\\])/u;
/** More than this is a document; the brief of a task, which holds its description, is stopped at about twice as much. */
const MAX_DESCRIPTION_LENGTH = 2_000_000;

/** Reads every field that was given, that is not undefined; stops at the first that cannot be taken. */
export function readFields<R extends Readers>(
  readers: R,
  given: { readonly [F in keyof R]?: unknown },
): Result<Fields<R>, FieldFault> {
  const fields: { [field: string]: unknown } = {};
  for (const [field, read] of Object.entries(readers)) {
    const value = given[field];
    if (value === undefined) continue;
    const taken = read(value);
    if (!taken.ok) return err({ field, reason: taken.failure });
    fields[field] = taken.value;
  }
  return ok(fields as Fields<R>);
}

/** The failure of a command that was given such a value. */
export function usageOf(fault: FieldFault): Failure {
  return fail('usage', fault.reason, { data: { field: fault.field } });
}

/** A description that says something, in at most 2,000,000 characters; space around it is dropped. */
export const readDescription: Reader<string> = (value) => {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return err('a description is a text that is not empty');
  return text.length > MAX_DESCRIPTION_LENGTH
    ? err(`a description has at most ${MAX_DESCRIPTION_LENGTH} characters, not ${text.length}`)
    : ok(text);
};

/** `P0` to `P3`. */
export const readPriority: Reader<Priority> = (value) => oneOf(PRIORITIES, value, 'a priority');

/** `all` or `any`. */
export const readDependencyType: Reader<DependencyType> = (value) =>
  oneOf(DEPENDENCY_TYPES, value, 'a dependency type');

/** An output size, as `8k`, or a number of tokens. */
export const readSize: Reader<string> = (value) => {
  const size = typeof value === 'string' ? normalizeSize(value) : null;
  const sizes = COMMON_SIZES.join(', ');
  return size === null
    ? err(`an output size is ${sizes}, any <n>k or a number of tokens, not ${quote(value)}`)
    : ok(size);
};

/** A deadline, as UTC ISO 8601. */
export const readDeadline: Reader<string> = (value) => {
  const deadline = typeof value === 'string' ? parseDeadline(value) : null;
  return deadline === null
    ? err(`a deadline is a date as 2030-01-31 or 2030-01-31T18:00:00Z, not ${quote(value)}`)
    : ok(deadline);
};

/** Names on one line, without commas so that a list of them can be written with commas; each once. */
export const readLabels: Reader<readonly string[]> = (value) => {
  if (!Array.isArray(value)) return err('labels are a list of names');
  const labels = new Set<string>();
  for (const item of value) {
    const label = readName(item, 'a label');
    if (!label.ok) return label;
    if (label.value.includes(',')) return err(`a label has no comma, unlike ${quote(item)}`);
    labels.add(label.value);
  }
  return ok([...labels]);
};

/** The name of a module; a page of its name is asked for, so no part of it leads out of a folder, nor does it turn the text around. */
export const readModule: Reader<string> = (value) => {
  const name = readName(value, 'a module');
  if (!name.ok || !MISLEADING.test(name.value)) return name;
  return err(
    `the name of a module has no part . or .., no / at its beginning and no sign that turns text around, unlike ${quote(name.value)}`,
  );
};

/** The name of a template; whether it is there is for the templates to say. */
export const readTemplate: Reader<string> = (value) => readName(value, 'a template');

/** The id of a task; whether it is there is for the graph to say. */
export const readId: Reader<string> = (value) => readName(value, 'a task');

/** The ids of tasks, each once, empty ones left out beside others; whether they are there is for the graph to say. */
export const readIds: Reader<readonly string[]> = (value) => {
  if (!Array.isArray(value)) return err('dependencies are a list of ids');
  const ids = new Set<string>();
  for (const item of value) {
    if (typeof item !== 'string') return err(`a dependency is an id, not ${quote(item)}`);
    const id = item.trim();
    if (id !== '') ids.add(id);
  }
  return ids.size === 0 && value.length > 0
    ? err('dependencies are ids of tasks, and none is named')
    : ok([...ids]);
};

/** A value as it was given, short enough for a message. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a value of type ${typeof value}`;
}

/** A name on one line; space around it is dropped. */
export function readName(value: unknown, what: string): Result<string, string> {
  const name = typeof value === 'string' ? value.trim() : '';
  const fits = name !== '' && name.length <= MAX_NAME_LENGTH && !/\p{Cc}/u.test(name);
  return fits
    ? ok(name)
    : err(`${what} is one line of 1 to ${MAX_NAME_LENGTH} characters, not ${quote(value)}`);
}

function oneOf<T extends string>(words: readonly T[], value: unknown, what: string): Result<T, string> {
  const found = words.find((word) => word === value);
  return found === undefined ? err(`${what} is one of ${words.join(', ')}, not ${quote(value)}`) : ok(found);
}
