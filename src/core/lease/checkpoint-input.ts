import type { JsonValue } from '../json.ts';
import { err, ok } from '../result.ts';
import { quote, type Reader } from '../task/fields.ts';
import { readVariables } from '../task/variables.ts';

/** A state has the shape of a variable's value. */
const readState: Reader<JsonValue> = (value) => {
  const read = readVariables({ state: value });
  return read.ok ? ok(value as JsonValue) : err(`a state cannot be kept: ${read.failure}`);
};

/** What an agent may say in a pause: how far it came and what is left. */
export const PAUSE = {
  note: readText,
  completed: textsReader('completed'),
  remaining: textsReader('remaining'),
};

/** What an agent may say in a checkpoint. */
export const CHECKPOINT = { ...PAUSE, files: textsReader('files'), state: readState };

function readText(value: unknown): ReturnType<Reader<string>> {
  return typeof value === 'string' ? ok(value) : err(`a note is a text, not ${quote(value)}`);
}

function textsReader(what: string): Reader<readonly string[]> {
  return (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string')
      ? ok(value)
      : err(`${what} is a list of texts, not ${quote(value)}`);
}
