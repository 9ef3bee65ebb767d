import { beforeEach, expect, test, vi } from 'vitest';
import { Io, StdoutClosed } from '../../src/cli/io.ts';
import { Reporter } from '../../src/cli/reporter.ts';
import { fail } from '../../src/core/failure.ts';

const PLAIN = { json: false, quiet: false, debug: false, color: 'never' } as const;

let stdout: string;
let stderr: string;

beforeEach(() => {
  stdout = '';
  stderr = '';
  vi.spyOn(Io.prototype, 'out').mockImplementation((text) => {
    stdout += text;
  });
  vi.spyOn(Io.prototype, 'err').mockImplementation((text) => {
    stderr += text;
  });
});

test('text that a command forgot to clean is cleaned', () => {
  new Reporter(PLAIN, {}).answer({
    json: {},
    text: () => 'a\u001b[2J\n\tb',
    warnings: ['c\u0007'],
    next: 'd\nerror: e',
  });
  expect(stdout).toBe('a\\x1b[2J\n\tb\n');
  expect(stderr).toBe('warning: c\\x07\nnext: d\\nerror: e\n');
});

test('an answer that is a failure all the same says both', () => {
  const answer = {
    json: { findings: [1] },
    text: () => 'one finding',
    failure: fail('corrupt_state', 'not sound'),
  };
  expect(new Reporter({ ...PLAIN, json: true }, {}).answer(answer)).toBe(5);
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    error: { code: 'corrupt_state', message: 'not sound', retryable: false },
    findings: [1],
  });
  stdout = '';
  expect(new Reporter(PLAIN, {}).answer({ ...answer, exitCode: 1 })).toBe(1);
  expect({ stdout, stderr }).toEqual({ stdout: 'one finding\n', stderr: 'error: not sound\n' });
});

test('says no second document when something fails after the answer', () => {
  const reporter = new Reporter({ ...PLAIN, json: true }, {});
  reporter.answer({ json: {}, text: () => '' });
  expect(reporter.failure(fail('interrupted', 'interrupted'))).toBe(130);
  expect(stdout).toBe('{"ok":true}\n');
  expect(stderr).toBe('error: interrupted\n');
});

test('keeps the exit code when nobody reads', () => {
  vi.spyOn(Io.prototype, 'out').mockImplementation(() => {
    throw new StdoutClosed();
  });
  const reporter = new Reporter({ ...PLAIN, json: true }, {});
  expect(reporter.failure(fail('busy', 'later'))).toBe(75);
  expect(reporter.thrown(new StdoutClosed())).toBe(0);
});

test('--quiet keeps warnings and hints back, those of an error too, never the error', () => {
  const reporter = new Reporter({ ...PLAIN, quiet: true }, {});
  reporter.answer({
    json: {},
    text: () => 'x',
    warnings: ['w'],
    next: 'n',
    failure: fail('usage', 'm', { hint: 'h' }),
  });
  expect(stderr).toBe('error: m\n');
});
