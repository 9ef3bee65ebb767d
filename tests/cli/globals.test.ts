import { describe, expect, test } from 'vitest';
import { readAsked } from '../../src/cli/connect.ts';
import { presumedOutput } from '../../src/cli/globals.ts';
import { wantsColor } from '../../src/cli/io.ts';
import { withFallback } from '../../src/core/lease/asker.ts';

describe('colour', () => {
  test.each([
    ['auto', {}, true, true],
    ['auto', {}, false, false],
    ['auto', { NO_COLOR: '1' }, true, false],
    ['auto', { NO_COLOR: '' }, true, true],
    ['auto', { TERM: 'dumb' }, true, false],
    ['auto', { FORCE_COLOR: '1' }, false, true],
    ['auto', { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, false, true],
    ['auto', { FORCE_COLOR: '0' }, true, false],
    ['always', { NO_COLOR: '1' }, false, true],
    ['never', { FORCE_COLOR: '1' }, true, false],
  ] as const)('%s, %j, on a terminal: %s', (choice, env, terminal, expected) => {
    expect(wantsColor(choice, env, terminal)).toBe(expected);
  });
});

describe('what a command line that is not understood asks for', () => {
  test.each([
    [['--json'], {}, true],
    [['create', '--bogus', '--json'], {}, true],
    [['create', '--', '--json'], {}, false],
    [['create', 'x'], { LRA_JSON: '1' }, true],
    [['create', 'x'], { LRA_JSON: '0' }, false],
    [['create', 'x'], { LRA_JSON: '' }, false],
  ] as const)('%j with %j: json is %s', (argv, env, json) => {
    expect(presumedOutput(argv, env).json).toBe(json);
  });

  test('a colour that is none does not keep the error from being said', () => {
    expect(presumedOutput(['--color', 'red', '-q', '--debug'], {})).toEqual({
      json: false,
      quiet: true,
      debug: true,
      color: 'auto',
    });
    expect(presumedOutput(['--color=never'], {}).color).toBe('never');
  });
});

describe('who is asking', () => {
  const env = { LRA_AGENT_ID: 'bob', LRA_SESSION_ID: 's 1', LRA_TOKEN: '7' };

  test('the flag, else the environment', () => {
    expect(readAsked({ agent: 'ann', token: '8' }, env).asker).toEqual({
      agent: 'ann',
      isFallback: false,
      session: 's 1',
      token: 8,
    });
    expect(readAsked({}, env).asker).toMatchObject({ agent: 'bob', token: 7 });
  });

  test('else the user and host, in the letters that an id may have', () => {
    const { asker } = readAsked({}, { LRA_AGENT_ID: '', LRA_TOKEN: '', LRA_SESSION_ID: '' });
    expect(asker).toMatchObject({ isFallback: true, session: null, token: null });
    expect(withFallback(asker, () => 'Jörg Ö@höst').agent).toBe('J-rg-@h-st');
    expect(withFallback(asker, () => 'x'.repeat(99)).agent).toHaveLength(64);
    expect(withFallback({ ...asker, isFallback: false, agent: 'ann' }, () => 'u@h').agent).toBe('ann');
  });

  test.each([
    [{ agent: '' }, {}, '--agent'],
    [{ agent: 'a b' }, {}, '--agent'],
    [{ agent: 'a'.repeat(65) }, {}, '--agent'],
    [{}, { LRA_AGENT_ID: 'ann\u001b[31m' }, 'LRA_AGENT_ID'],
    [{ token: '-1' }, {}, '--token'],
    [{}, { LRA_TOKEN: '1e3' }, 'LRA_TOKEN'],
    [{}, { LRA_SESSION_ID: 'a\nb' }, 'LRA_SESSION_ID'],
  ])('refuses %j with %j and names where it came from', (said, variables, from) => {
    expect(() => readAsked(said, variables)).toThrow(from);
  });
});
