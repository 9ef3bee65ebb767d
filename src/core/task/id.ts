export const TASK_PREFIX = 'task';
export const DOC_PREFIX = 'doc_update';

/** The highest number in an id: with more than 15 digits numbers are not exact. */
export const MAX_NUMBER = 999_999_999_999_999;

const ID = /^(?:task|doc_update)_\d{3,15}(?:_\d{2,15})*$/;
const ID_IN_TEXT = /\b(?:task|doc_update)_\d+(?:_\d+)*\b/g;
const MAX_ID_LENGTH = 200;

/** Whether a text has the form of a task id: `task_001`, `task_001_02`, `doc_update_001`. */
export function isTaskId(text: string): boolean {
  return text.length <= MAX_ID_LENGTH && ID.test(text);
}

/** A text with the ids it names replaced by those a map gives for them; others stay. */
export function withNewIds(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(ID_IN_TEXT, (id) => ids.get(id) ?? id);
}

/** The id of the n-th task without a parent. Digits are a minimum: `task_1000` follows `task_999`. */
export function rootId(prefix: string, n: number): string {
  return `${prefix}_${String(n).padStart(3, '0')}`;
}

/** The id of the n-th child of a task. */
export function childId(parentId: string, n: number): string {
  return `${parentId}_${String(n).padStart(2, '0')}`;
}

/** The counter an id was drawn from (its parent, or its prefix) and its number there. */
export function idOrigin(id: string): { readonly key: string; readonly n: number } {
  const cut = id.lastIndexOf('_');
  return { key: id.slice(0, cut), n: Number(id.slice(cut + 1)) };
}

/**
 * Orders ids as people count: by number, a parent before its children, `task_…` before `doc_update_…`.
 * Walks both texts once; it is called some seventeen times for a look-up among 100,000 tasks.
 */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  const taskFirst = Number(b.startsWith(TASK_PREFIX)) - Number(a.startsWith(TASK_PREFIX));
  if (taskFirst !== 0) return taskFirst;
  let i = a.startsWith(TASK_PREFIX) ? TASK_PREFIX.length + 1 : DOC_PREFIX.length + 1;
  let j = i;
  while (i < a.length && j < b.length) {
    let x = 0;
    let y = 0;
    for (; i < a.length && a.charCodeAt(i) !== 95; i++) x = x * 10 + a.charCodeAt(i) - 48;
    for (; j < b.length && b.charCodeAt(j) !== 95; j++) y = y * 10 + b.charCodeAt(j) - 48;
    if (x !== y) return x - y;
    i++;
    j++;
  }
  if (i < a.length !== j < b.length) return i < a.length ? 1 : -1;
  return a < b ? -1 : 1;
}
