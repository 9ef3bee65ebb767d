import { type DocumentPath, type Finding, pathText } from './finding.ts';
import { readGates } from './gate/read-gates.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { isJobTimeout } from './run/job.ts';
import { readExitCodes, readPatterns } from './run/work-rules.ts';
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

/** What takes a list, whose items may each be wrong. */
interface ListRule {
  list(value: JsonValue, path: DocumentPath): { value: JsonValue; findings: readonly Finding[] };
}

type Rules = { readonly [key: string]: Rule | ListRule | Rules };

/** The longest a lease may last unseen: a year. Beyond some centuries its end would be no date. */
const LONGEST_MINUTES = 525_600;
const MINUTES = number('a number of minutes above 0', (n) => n > 0 && n <= LONGEST_MINUTES);
const RATIO = number('a number from 0 to 1', (n) => n >= 0 && n <= 1);

const TIME = number('a number from 0, which is no limit, to 525600', (n) => n >= 0 && n <= LONGEST_MINUTES);
const SECONDS = number('a number of seconds above 0', (n) => n > 0 && n <= LONGEST_MINUTES);
const COUNT = number('a whole number from 0 to 1000', (n) => Number.isInteger(n) && n >= 0 && n <= 1000);
const FAILURES: Rules = { exit_codes: { list: readExitCodes }, patterns: { list: readPatterns } };

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
  gates: {
    list: (value, path) => {
      const { gates, findings } = readGates(value, path);
      return { value: gates as unknown as JsonValue, findings };
    },
  },
  bg: {
    timeout_seconds: number('a whole number of seconds from 1 to 2000000', isJobTimeout),
    log_megabytes: number('a number of megabytes from 0.1 to 10000', (n) => n >= 0.1 && n <= 10_000),
  },
  resources: { warn: RATIO, admit: RATIO, disk_pause: RATIO },
  events: {
    megabytes: number('a number of megabytes from 0.1 to 10000', (n) => n >= 0.1 && n <= 10_000),
  },
  budget: {
    cost: number('a cost of 0 or more; 0 is no limit', (n) => n >= 0 && n <= 1_000_000_000),
  },
  work: {
    exec: {
      takes: 'a command line',
      read: (value) =>
        value === null ? '' : typeof value === 'string' && value.length <= 4000 ? value : undefined,
    },
    timeout_minutes: TIME,
    silence_minutes: TIME,
    idle_rounds: COUNT,
    checkpoint_seconds: SECONDS,
    grace_seconds: TIME,
    retries: COUNT,
    backoff_seconds: TIME,
    longest_backoff_seconds: TIME,
    breaker: number('a whole number from 1 to 1000', (n) => Number.isInteger(n) && n >= 1 && n <= 1000),
    log_megabytes: number('a number of megabytes above 0', (n) => n > 0 && Number.isFinite(n)),
    transient: FAILURES,
    fatal: FAILURES,
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
    else if (isListRule(rule)) {
      const read = rule.list(given, place);
      findings.push(...read.findings);
      result[key] = read.value;
    } else if (!isRule(rule)) result[key] = section(given, rule, standard as JsonObject, place, findings);
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

function isListRule(rule: Rule | ListRule | Rules): rule is ListRule {
  return 'list' in rule && typeof rule.list === 'function';
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
