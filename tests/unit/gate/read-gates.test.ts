import { describe, expect, test } from 'vitest';
import { checkSettings } from '../../../src/core/check-settings.ts';
import { readGates } from '../../../src/core/gate/read-gates.ts';
import type { JsonValue } from '../../../src/core/json.ts';

const read = (value: JsonValue) => readGates(value, ['gates']);
const messages = (value: JsonValue) => read(value).findings.map(({ message }) => message);

test('a gate has a name, ten minutes, and is not required, unless it says otherwise', () => {
  expect(
    read([{ run: 'npm  test\n' }, { run: 'x', name: 'y', timeout_seconds: 0.5, required: true }]),
  ).toEqual({
    gates: [
      { run: 'npm  test\n', name: 'npm test', timeout_seconds: 600, required: false },
      { run: 'x', name: 'y', timeout_seconds: 0.5, required: true },
    ],
    findings: [],
  });
  expect(read(null)).toEqual({ gates: [], findings: [] });
});

describe('what is wrong is told by its place', () => {
  test.each<[JsonValue, string]>([
    ['npm test', 'gates takes a list of gates, 50 at most, not "npm test"'],
    [{ run: 'x' }, 'gates takes a list of gates, 50 at most, not {"run":"x"}'],
    [['npm test'], 'gates[0] takes keys and values, such as "run: npm test", not "npm test"'],
    [[{ name: 'x' }], 'gates[0] takes the key run with a command line, not {"name":"x"}'],
    [[{ run: ' ' }], 'gates[0].run takes a command line, not " "'],
    [[{ run: 'a\0b' }], 'gates[0].run takes a command line, not "a\\u0000b"'],
    [[{ run: 1 }], 'gates[0].run takes a command line, not 1'],
    [
      [{ run: 'x', name: 'a\nb' }],
      'gates[0].name takes a name of 1 to 100 characters on one line, not "a\\nb"',
    ],
    [
      [{ run: 'x', timeout_seconds: 0 }],
      'gates[0].timeout_seconds takes a number of seconds above 0, 86400 at most, not 0',
    ],
    [
      [{ run: 'x', timeout_seconds: '9' }],
      'gates[0].timeout_seconds takes a number of seconds above 0, 86400 at most, not "9"',
    ],
    [[{ run: 'x', required: 'yes' }], 'gates[0].required takes true or false, not "yes"'],
    [[{ run: 'x' }, { run: 'y', name: 'x' }], 'gates[1] is the second gate that is named "x"'],
    [
      Array.from({ length: 51 }, (_, i) => ({ run: `${i}` })),
      'gates takes a list of gates, 50 at most, not 51',
    ],
  ])('%j', (value, message) => {
    expect(messages(value)).toEqual([message]);
    expect(read(value).findings[0]?.severity).toBe('error');
  });

  test('an unknown key is a warning', () => {
    const { gates, findings } = read([{ run: 'x', timeout: 5 }]);
    expect(gates).toHaveLength(1);
    expect(findings).toMatchObject([{ severity: 'warning', path: ['gates', 0, 'timeout'] }]);
    expect(findings[0]?.message).toContain('did you mean timeout_seconds?');
  });

  test('also in the settings of the project', () => {
    const { settings, findings } = checkSettings({ gates: [{ run: 'x' }, { run: 2 }] });
    expect(settings.gates).toMatchObject([{ run: 'x' }]);
    expect(findings).toMatchObject([{ severity: 'error', path: ['gates', 1, 'run'] }]);
  });
});
