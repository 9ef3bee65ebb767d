import { type Failure, fail } from '../core/failure.ts';
import { quote } from '../core/task/fields.ts';
import type { useCases } from './use-cases.ts';

/** What a value must be, for a caller that no compiler checks. */
interface Kind {
  readonly what: string;
  readonly fits: (value: unknown) => boolean;
  readonly optional?: true;
}

type Fields = { readonly [field: string]: Kind };
type Method = keyof typeof useCases;

const isText = (value: unknown) => typeof value === 'string';

const text: Kind = { what: 'a text', fits: isText };
const texts: Kind = {
  what: 'a list of texts',
  fits: (value) => Array.isArray(value) && value.every(isText),
};
const flag: Kind = { what: 'true or false', fits: (value) => typeof value === 'boolean' };
const callback: Kind = { what: 'a function', fits: (value) => typeof value === 'function' };
const optional = (kind: Kind): Kind => ({ ...kind, optional: true });

const id: Fields = { id: text };

/** The fields of each request that its use-case takes as they come; it reads the others itself. */
const REQUESTS: { readonly [method in Method]?: Fields } = {
  list: { statuses: optional(texts), parent_id: optional(text) },
  search: { text, statuses: optional(texts) },
  show: id,
  why: id,
  analyzeModule: { name: text },
  log: { id: optional(text) },
  graph: { id: optional(text) },
  dependencies: id,
  create: { description: text },
  edit: id,
  editDependencies: id,
  set: { ...id, status: text, note: optional(text) },
  setPriority: id,
  delete: id,
  split: id,
  claim: id,
  publish: id,
  release: id,
  pause: id,
  checkpoint: id,
  resume: id,
  resumeAndClaim: id,
  heartbeat: id,
  progress: id,
  verify: id,
  handoff: id,
  record: { ...id, desc: optional(text) },
  batchSet: { ids: texts, status: text },
  batchClaim: { ids: texts },
  batchDelete: { ids: texts },
  startJob: {
    command: texts,
    shell: optional(flag),
    task_id: optional(text),
    name: optional(text),
    cwd: optional(text),
  },
  showJob: id,
  readJobLog: id,
  waitForJobs: { ids: texts },
  killJob: id,
  acknowledge: { ids: texts },
  createTemplate: { name: text, from: optional(text) },
  import: { text },
};

/** The methods whose argument is no request. */
const PLAIN: { readonly [method in Method]?: Fields } = {
  splitGuide: id,
  showTemplate: { name: text },
  deleteTemplate: { name: text },
  validateTemplates: { name: optional(text) },
  export: { write: callback },
};

/** The arguments of a method, with an empty request where none is given. */
export function withRequest(method: string, [first, ...more]: readonly unknown[]): readonly unknown[] {
  return first === undefined && !Object.hasOwn(PLAIN, method) ? [{}, ...more] : [first, ...more];
}

/** Why a method cannot be called so; null when it can. Failure: usage. */
export function refuseArguments(method: string, [first]: readonly unknown[]): Failure | null {
  const plain = PLAIN[method as Method];
  if (!plain) return refuseFields(REQUESTS[method as Method] ?? {}, first);
  return refuseFields(plain, Object.fromEntries(Object.keys(plain).map((name) => [name, first])));
}

/** Why an object cannot be taken for one with such fields; undefined counts as one with none. Failure: usage. */
export function refuseFields(fields: Fields, given: unknown = {}): Failure | null {
  if (typeof given !== 'object' || given === null)
    return fail('usage', `a request is an object, not ${quote(given)}`);
  for (const [field, { what, fits, optional: mayLack }] of Object.entries(fields)) {
    const value = (given as { readonly [field: string]: unknown })[field];
    if (value === undefined && mayLack) continue;
    if (!fits(value)) return fail('usage', `${field} is ${what}, not ${quote(value)}`, { data: { field } });
  }
  return null;
}

/** What `openProject`, `initProject` and `examineProject` take as it comes. */
export const OPTIONS: Fields = Object.fromEntries(
  ['dir', 'agent', 'session', 'name', 'lang'].map((field) => [field, optional(text)]),
);
