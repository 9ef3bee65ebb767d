import { type DocumentPath, type Finding, pathText } from './finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { nearest } from './suggest.ts';
import { normalizeSize } from './task/size.ts';
import { PRIORITIES } from './task/task.ts';
import { isTemplateName } from './template/template-name.ts';

/** What a setting takes: in words, and as the value to keep; undefined for what it does not take. */
interface Rule {
  readonly takes: string;
  read(value: JsonValue): JsonValue | undefined;
}

type Rules = { readonly [key: string]: Rule | Rules };

/** The longest a lease may last unseen: a year. Beyond some centuries its end would be no date. */
const LONGEST_MINUTES = 525_600;
const MINUTES = number('a number of minutes above 0', (n) => n > 0 && n <= LONGEST_MINUTES);
const RATIO = number('a number from 0 to 1', (n) => n >= 0 && n <= 1);

const RULES: Rules = {
  lang: oneOf('en', 'zh'),
  tasks: {
    default_template: text('the name of a template', (name) => (isTemplateName(name) ? name : undefined)),
    default_priority: oneOf(...PRIORITIES),
    default_output_req: { takes: 'a size such as 8k', read: readSize },
  },
  locks: { heartbeat_minutes: MINUTES, orphan_after_minutes: MINUTES },
  context: {
    budget: number('a whole number of tokens, 300 or more', (n) => Number.isSafeInteger(n) && n >= 300),
  },
  system_check: {
    thresholds: {
      code_size_mb: number('a number of megabytes above 0', (n) => n > 0 && Number.isFinite(n)),
      git_valid_ratio: RATIO,
      doc_coverage_ratio: RATIO,
      func_comment_ratio: RATIO,
    },
    auto_check_on_first_task: {
      takes: 'true or false',
      read: (value) => (typeof value === 'boolean' ? value : undefined),
    },
    doc_enforcement: oneOf('strict', 'soft', 'disabled'),
  },
};

/** Settings that were checked: what the document does not set, or sets wrongly, has its default. */
export interface CheckedSettings {
  readonly settings: Settings;
  readonly findings: readonly Finding[];
}

/** Checks what `config.yaml` holds. An unknown key is a warning, a wrong value an error. */
export function checkSettings(document: JsonValue): CheckedSettings {
  const findings: Finding[] = [];
  const settings = section(document, RULES, DEFAULT_SETTINGS as unknown as JsonObject, [], findings);
  return { settings: settings as unknown as Settings, findings };
}

function section(
  value: JsonValue,
  rules: Rules,
  defaults: JsonObject,
  path: DocumentPath,
  findings: Finding[],
): JsonObject {
  // A section whose lines are all commented out reads as null.
  if (value === null) return defaults;
  if (!isJsonObject(value)) {
    const what = path.length === 0 ? 'the settings' : pathText(path);
    findings.push({ severity: 'error', message: `${what} must be a mapping of keys to values`, path });
    return defaults;
  }
  const result: JsonObject = { ...defaults };
  for (const [key, given] of Object.entries(value)) {
    const place = [...path, key];
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    const standard = defaults[key] as JsonValue;
    if (!rule) findings.push(unknownKey(place, Object.keys(rules)));
    else if (!isRule(rule)) result[key] = section(given, rule, standard as JsonObject, place, findings);
    else result[key] = rule.read(given) ?? wrongValue(place, rule, given, standard, findings);
  }
  return result;
}

function wrongValue(
  path: DocumentPath,
  rule: Rule,
  given: JsonValue,
  standard: JsonValue,
  findings: Finding[],
): JsonValue {
  const shown = given === null ? 'nothing' : JSON.stringify(given).slice(0, 80);
  findings.push({ severity: 'error', message: `${pathText(path)} takes ${rule.takes}, not ${shown}`, path });
  return standard;
}

function unknownKey(path: DocumentPath, known: readonly string[]): Finding {
  const [near] = nearest(String(path.at(-1)), known);
  const hint = near ? ` (did you mean ${near}?)` : '';
  return { severity: 'warning', message: `unknown setting ${JSON.stringify(pathText(path))}${hint}`, path };
}

function isRule(rule: Rule | Rules): rule is Rule {
  return typeof rule.read === 'function';
}

function number(takes: string, holds: (value: number) => boolean): Rule {
  return { takes, read: (value) => (typeof value === 'number' && holds(value) ? value : undefined) };
}

function text(takes: string, read: (value: string) => string | undefined): Rule {
  return { takes, read: (value) => (typeof value === 'string' ? read(value) : undefined) };
}

function oneOf(...words: readonly string[]): Rule {
  return text(`one of ${words.join(', ')}`, (value) => words.find((word) => word === value));
}

/** A size is a text, or a number where YAML read one (`8192`). */
function readSize(value: JsonValue): string | undefined {
  const size = typeof value === 'number' ? String(value) : value;
  return typeof size === 'string' ? (normalizeSize(size) ?? undefined) : undefined;
}
