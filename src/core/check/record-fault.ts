import { isJsonObject } from '../json.ts';

const TEXTS = ['tx', 'at', 'agent', 'command'];
const LISTS = ['completed', 'remaining', 'files'];

/** What is wrong with an entry of a task's record, whoever wrote it; null when it is sound. */
export function recordFault(entry: unknown): string | null {
  if (!isJsonObject(entry)) return 'it is not an object';
  const missing = TEXTS.find((field) => typeof entry[field] !== 'string');
  if (missing !== undefined) return `${missing} is not a text`;
  const odd = ['note', 'undoes'].find((field) => !isTextIfThere(entry[field]));
  if (odd !== undefined) return `${odd} is not a text`;
  const wrong = ['created', 'deleted'].find((field) => !isObjectIfThere(entry[field]));
  if (wrong !== undefined) return `${wrong} is not an object`;
  return (
    recordedFault(entry.record) ??
    changedFault(entry.changed) ??
    leaseFault(entry.lease) ??
    (entry.checkpoint === undefined ? null : checkpointFault(entry.checkpoint))
  );
}

function recordedFault(record: unknown): string | null {
  if (record === undefined) return null;
  if (!Array.isArray(record)) return 'record is not a list';
  return record.every(isJsonObject) ? null : 'record is not a list of objects';
}

function changedFault(changed: unknown): string | null {
  if (changed === undefined) return null;
  if (!isJsonObject(changed)) return 'changed is not an object';
  const wrong = Object.keys(changed).find((field) => !isPair(changed[field]));
  return wrong === undefined ? null : `${wrong} in changed is not a pair of before and after`;
}

/** Of a lease, a record keeps who held it, under which token, and how. */
function leaseFault(lease: unknown): string | null {
  if (lease === undefined || lease === null) return null;
  if (!isJsonObject(lease)) return 'lease is neither an object nor null';
  if (typeof lease.agent !== 'string') return 'the agent of its lease is not a text';
  if (!Number.isSafeInteger(lease.token)) return 'the token of its lease is not a whole number';
  return lease.status === 'claimed' || lease.status === 'paused'
    ? null
    : 'the status of its lease is claimed or paused';
}

function checkpointFault(checkpoint: unknown): string | null {
  if (!isJsonObject(checkpoint)) return 'checkpoint is not an object';
  if (!Number.isSafeInteger(checkpoint.sequence))
    return 'the sequence of its checkpoint is not a whole number';
  if (typeof checkpoint.at !== 'string' || typeof checkpoint.agent !== 'string') {
    return 'its checkpoint says neither when nor by whom';
  }
  const odd = ['note', 'commit'].find(
    (field) => checkpoint[field] !== null && typeof checkpoint[field] !== 'string',
  );
  if (odd !== undefined) return `${odd} of its checkpoint is neither a text nor null`;
  const wrong = LISTS.find((field) => !isListOfTexts(checkpoint[field]));
  return wrong === undefined ? null : `${wrong} of its checkpoint is not a list of texts`;
}

function isTextIfThere(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isObjectIfThere(value: unknown): boolean {
  return value === undefined || isJsonObject(value);
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2;
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
