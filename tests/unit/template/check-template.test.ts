import { describe, expect, test } from 'vitest';
import { pathText } from '../../../src/core/finding.ts';
import type { JsonObject, JsonValue } from '../../../src/core/json.ts';
import { checkTemplate } from '../../../src/core/template/check-template.ts';

const SOUND: JsonObject = {
  name: 'demo',
  description: 'A demonstration',
  version: '1.0',
  template_engine: 'jinja2',
  structure: '# {{ title }}',
  states: ['open', 'busy', 'done', 'dead'],
  transitions: { open: ['busy'], busy: ['open', 'done', 'dead'], done: [], dead: [] },
  acceptance: ['It works.'],
};

function check(change: JsonObject, without: readonly string[] = []) {
  const value = { ...SOUND, ...change };
  for (const key of without) delete value[key];
  const { template, findings } = checkTemplate('demo', value);
  const lines = findings.map(({ severity, path, message }) => `${severity} ${pathText(path)}: ${message}`);
  return { template, lines };
}

test('a sound file becomes a template, with what is optional filled in', () => {
  expect(check({}).template).toEqual({
    ...SOUND,
    claim_state: null,
    failure_states: [],
    keywords: [],
    variables: {},
    gates: [],
  });
});

test('what is optional is kept', () => {
  const more = { keywords: ['a'], variables: { x: [1] }, claim_state: 'busy', failure_states: ['dead'] };
  expect(check(more)).toEqual({ template: { ...SOUND, ...more, gates: [] }, lines: [] });
});

test('an unknown key is a warning that names the nearest, and the template stays usable', () => {
  const { template, lines } = check({ keyword: [], hooks: [] });
  expect(template).not.toBeNull();
  expect(lines).toEqual([
    'warning keyword: unknown key "keyword" (did you mean keywords?)',
    'warning hooks: unknown key "hooks"',
  ]);
});

test.each([
  'name',
  'description',
  'version',
  'template_engine',
  'structure',
  'states',
  'transitions',
  'acceptance',
])('without %s it is refused', (key) => {
  const { template, lines } = check({}, [key]);
  expect(template).toBeNull();
  expect(lines).toEqual([`error : the key ${key} is missing`]);
});

const lasting = { open: ['busy'], busy: ['open'] };

describe('each fault is found once, at its place', () => {
  test.each<[string, JsonObject, string]>([
    ['another name', { name: 'other' }, 'name: name is "other", but the file is named demo.yaml'],
    ['a name that is no text', { name: 7 }, 'name: name must be text, not number 7'],
    [
      'another engine',
      { template_engine: 'mustache' },
      'template_engine: template_engine must be jinja2, not "mustache"',
    ],
    ['an empty description', { description: null }, 'description: description must be text, not empty'],
    ['a structure that is a list', { structure: [] }, 'structure: structure must be text, not a list'],
    ['states as a text', { states: 'open' }, 'states: states must be a list, not string open'],
    [
      'a state that is a number',
      { states: ['open', 2] },
      'states[1]: states[1] must be text, not number 2 (put it in quotes)',
    ],
    ['no states', { states: [] }, 'states: states is empty; the first is the initial one'],
    [
      'a reserved state',
      {
        states: ['open', 'busy', 'blocked', 'done', 'dead'],
        transitions: { ...(SOUND.transitions as JsonObject), blocked: [] },
      },
      'states[2]: the state blocked is reserved: lra sets it itself',
    ],
    [
      'a state listed twice',
      { states: ['open', 'busy', 'done', 'dead', 'busy'] },
      'states[4]: the state busy is listed twice',
    ],
    [
      'a state that cannot be typed',
      {
        states: ['open', 'a\u001bb', 'done', 'dead', 'busy'],
        transitions: { ...(SOUND.transitions as JsonObject), 'a\u001bb': [] },
      },
      'states[1]: "a\\u001bb" cannot be the name of a state',
    ],
    [
      'a state without an entry',
      { transitions: { open: ['busy'], busy: ['done', 'dead'], done: [] } },
      'states[3]: the state dead has no entry in transitions (a final one has [])',
    ],
    [
      'an entry that is empty',
      { transitions: { ...(SOUND.transitions as JsonObject), done: null } },
      'transitions.done: transitions.done must be a list, not empty',
    ],
    [
      'an entry for no state',
      { transitions: { ...(SOUND.transitions as JsonObject), gone: [] } },
      'transitions.gone: transitions names gone, which is not in states',
    ],
    [
      'a transition to nowhere',
      { transitions: { ...(SOUND.transitions as JsonObject), open: ['busy', 'nowhere'] } },
      'transitions.open[1]: open leads to "nowhere", which is not in states',
    ],
    ['transitions as a list', { transitions: [] }, 'transitions: transitions must be a mapping, not a list'],
    [
      'an unreachable state',
      { transitions: { open: ['busy'], busy: ['done'], done: [], dead: ['done'] } },
      'states[3]: the state dead cannot be reached from open',
    ],
    [
      'a ring that never ends',
      { states: ['open', 'busy'], transitions: lasting },
      'transitions: every state leads on, so that no task could ever be finished',
    ],
    [
      'an initial state that is final',
      { states: ['open'], transitions: { open: [] } },
      'states[0]: the initial state open is final: a task would be finished when it is made',
    ],
    [
      'a claim state that is unknown',
      { claim_state: 'bussy' },
      'claim_state: the claim state bussy is not in states',
    ],
    [
      'a claim state two steps away',
      { claim_state: 'done' },
      'claim_state: the claim state done does not follow open in one step',
    ],
    [
      'a claim state that is final',
      { states: ['open', 'done'], transitions: { open: ['done'], done: [] }, claim_state: 'done' },
      'claim_state: the claim state done is final: claiming a task would finish it',
    ],
    [
      'a claim state that is a list',
      { claim_state: ['busy'] },
      'claim_state: claim_state must be text, not a list',
    ],
    [
      'an unknown failure state',
      { failure_states: ['lost'] },
      'failure_states[0]: the failure state lost is not in states',
    ],
    [
      'a failure state that leads on',
      { failure_states: ['dead', 'busy'] },
      'failure_states[1]: the failure state busy must be final, but leads on',
    ],
    [
      'nothing but failure',
      { failure_states: ['dead', 'done'] },
      'failure_states: every final state is a failure, so that no task could ever succeed',
    ],
    [
      'an acceptance that YAML read as a mapping',
      { acceptance: ['fine', { Tests: 'pass' }] },
      'acceptance[1]: acceptance[1] must be text, not a mapping (put it in quotes)',
    ],
    ['variables as a list', { variables: [] }, 'variables: variables must be a mapping, not a list'],
    ['keywords as a text', { keywords: 'a' }, 'keywords: keywords must be a list, not string a'],
  ])('%s', (_, change, line) => {
    expect(check(change)).toEqual({ template: null, lines: [`error ${line}`] });
  });
});

test.each<JsonValue>([null, 'text', 3, [], [SOUND]])('%j is no template', (value) => {
  const { template, findings } = checkTemplate('demo', value);
  expect(template).toBeNull();
  expect(findings).toEqual([
    { severity: 'error', message: 'a template is a mapping of keys to values', path: [] },
  ]);
});

test('names that JavaScript gives a meaning are names like any other', () => {
  const hostile = JSON.parse('{"constructor": ["__proto__"], "toString": []}') as JsonObject;
  const { template, lines } = check({ states: ['constructor', 'toString'], transitions: hostile });
  expect(template).toBeNull();
  expect(lines).toEqual([
    'error transitions.constructor[0]: constructor leads to "__proto__", which is not in states',
  ]);
  const sound = {
    states: ['constructor', 'toString'],
    transitions: { constructor: ['toString'], toString: [] },
  };
  expect(check(sound as JsonObject).template?.transitions).toEqual(sound.transitions);
});
