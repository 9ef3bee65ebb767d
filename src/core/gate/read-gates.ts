import { type DocumentPath, type Finding, pathText } from '../finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { nearest } from '../suggest.ts';
import type { Gate } from './gate.ts';

/** Gates as a file lists them, without those that are wrong, and all that is wrong with them. */
export interface ReadGates {
  readonly gates: readonly Gate[];
  readonly findings: readonly Finding[];
}

const STANDARD_TIMEOUT = 600;
/** A day. */
const LONGEST_TIMEOUT = 86_400;
const LONGEST_RUN = 4000;
const MOST = 50;
const NAME = /^(?!\s)[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,100}(?<!\s)$/;

/** What each key takes: in words, and whether a value is such. */
const KEYS: { readonly [key in keyof Gate]: readonly [string, (value: JsonValue) => boolean] } = {
  run: ['a command line', isCommandLine],
  name: [
    'a name of 1 to 100 characters on one line',
    (value) => typeof value === 'string' && NAME.test(value),
  ],
  timeout_seconds: [
    `a number of seconds above 0, ${LONGEST_TIMEOUT} at most`,
    (value) => typeof value === 'number' && value > 0 && value <= LONGEST_TIMEOUT,
  ],
  required: ['true or false', (value) => typeof value === 'boolean'],
};

/** Reads the list of gates that a template or `config.yaml` holds; a list whose lines are all commented out is empty. */
export function readGates(value: JsonValue, path: DocumentPath): ReadGates {
  if (value === null) return { gates: [], findings: [] };
  const findings: Finding[] = [];
  const wrong = (place: DocumentPath, takes: string, given: JsonValue | undefined) => {
    const message = `${pathText(place)} takes ${takes}, not ${shown(given)}`;
    findings.push({ severity: 'error', message, path: place });
  };
  if (!Array.isArray(value) || value.length > MOST) {
    wrong(path, `a list of gates, ${MOST} at most`, Array.isArray(value) ? value.length : value);
    return { gates: [], findings };
  }
  const gates: Gate[] = [];
  for (const [i, item] of value.entries()) {
    const place = [...path, i];
    if (!isJsonObject(item)) {
      wrong(place, 'keys and values, such as "run: npm test"', item);
      continue;
    }
    const before = findings.length;
    checkKeys(item, place, wrong, findings);
    if (findings.slice(before).some(({ severity }) => severity === 'error')) continue;
    const gate = withDefaults(item);
    if (gates.some(({ name }) => name === gate.name)) {
      const message = `${pathText(place)} is the second gate that is named ${JSON.stringify(gate.name)}`;
      findings.push({
        severity: 'error',
        message,
        path: [...place, item.name === undefined ? 'run' : 'name'],
      });
    } else gates.push(gate);
  }
  return { gates, findings };
}

function checkKeys(
  item: JsonObject,
  place: DocumentPath,
  wrong: (place: DocumentPath, takes: string, given: JsonValue | undefined) => void,
  findings: Finding[],
): void {
  const known = Object.keys(KEYS);
  if (!Object.hasOwn(item, 'run')) wrong(place, 'the key run with a command line', item);
  for (const [key, given] of Object.entries(item)) {
    if (Object.hasOwn(KEYS, key)) {
      const [takes, fits] = KEYS[key as keyof Gate];
      if (!fits(given)) wrong([...place, key], takes, given);
      continue;
    }
    const [near] = nearest(key, known);
    const message = `${pathText(place)} has an unknown key ${JSON.stringify(key)}${near ? ` (did you mean ${near}?)` : ''}`;
    findings.push({ severity: 'warning', message, path: [...place, key] });
  }
}

function withDefaults({ run, name, timeout_seconds, required }: JsonObject): Gate {
  return {
    run: run as string,
    name: (name as string | undefined) ?? nameOf(run as string),
    timeout_seconds: (timeout_seconds as number | undefined) ?? STANDARD_TIMEOUT,
    required: (required as boolean | undefined) ?? false,
  };
}

/** A gate without a name is called by its command line, on one line. */
function nameOf(run: string): string {
  return run.trim().replace(/\s+/g, ' ').slice(0, 100);
}

function isCommandLine(value: JsonValue): boolean {
  return (
    typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_RUN && !value.includes('\0')
  );
}

function shown(value: JsonValue | undefined): string {
  return value === null || value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
