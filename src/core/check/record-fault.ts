import { isJsonObject } from '../json.ts';

const TEXTS = ['tx', 'at', 'agent', 'command'];
const LISTS = ['completed', 'remaining', 'files'];

/** What is wrong with an entry of a task's record, whoever wrote it; null when it is sound. */
export function recordFault(entry: unknown): string | null {
  if (!isJsonObject(entry)) return 'it is not an object';
  const missing = TEXTS.find((field) => typeof entry[field] !== 'string');
  if (missing !== undefined) return `${missing} is not a text`;
  if (entry.record !== undefined && !Array.isArray(entry.record)) return 'record is not a list';
  if (entry.changed !== undefined && !isJsonObject(entry.changed)) return 'changed is not an object';
  return entry.checkpoint === undefined ? null : checkpointFault(entry.checkpoint);
}

function checkpointFault(checkpoint: unknown): string | null {
  if (!isJsonObject(checkpoint)) return 'checkpoint is not an object';
  if (!Number.isSafeInteger(checkpoint.sequence))
    return 'the sequence of its checkpoint is not a whole number';
  if (typeof checkpoint.at !== 'string' || typeof checkpoint.agent !== 'string') {
    return 'its checkpoint says neither when nor by whom';
  }
  const wrong = LISTS.find((field) => !isListOfTexts(checkpoint[field]));
  return wrong === undefined ? null : `${wrong} of its checkpoint is not a list of texts`;
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
