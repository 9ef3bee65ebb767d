import { describe, expect, test } from 'vitest';
import { Backoff } from '../../../src/core/run/backoff.ts';
import { Breaker } from '../../../src/core/run/breaker.ts';
import { classifyEnd } from '../../../src/core/run/classify.ts';
import { FatalError, MaxRetriesExceededError, TransientError } from '../../../src/core/run/errors.ts';
import { Limits } from '../../../src/core/run/limits.ts';
import { failurePath, nextStatus } from '../../../src/core/run/next-status.ts';
import { retryAfterIn } from '../../../src/core/run/retry-after.ts';
import { DEFAULT_WORK } from '../../../src/core/run/work-settings.ts';
import { Recovery } from '../../../src/runtime/recovery.ts';

const end = (tail: string, exitCode: number | null = 1) => ({
  exitCode,
  signal: null,
  startError: null,
  tail,
});
const kindOf = (tail: string, exitCode?: number) => classifyEnd(end(tail, exitCode), DEFAULT_WORK).kind;

test.each([
  ['Error: 429 rate limit exceeded', 'transient'],
  ['HTTP 503', 'transient'],
  ['API error (status 529): overloaded_error', 'transient'],
  ['getaddrinfo EAI_AGAIN api.example.org', 'transient'],
  ['read ECONNRESET', 'transient'],
  ['TypeError: x is not a function', 'transient'],
  ['Invalid API key · please run /login', 'fatal'],
  ['HTTP 401 Unauthorized', 'fatal'],
  ['status: 429, insufficient_quota: you exceeded your current quota', 'fatal'],
  ['Credit balance is too low', 'fatal'],
  ['CheckpointError: half a file', 'checkpoint'],
  ['all 4290 files were read at line 401', 'transient'],
])('%s is %s', (tail, kind) => {
  expect(kindOf(tail)).toBe(kind);
});

test('exit codes tell as well; what cannot be started is fatal', () => {
  expect(kindOf('', 127)).toBe('fatal');
  expect(kindOf('', 126)).toBe('fatal');
  expect(kindOf('', 75)).toBe('transient');
  const unstarted = { exitCode: null, signal: null, startError: { message: 'no such file' }, tail: '' };
  expect(classifyEnd(unstarted, DEFAULT_WORK)).toBeInstanceOf(FatalError);
});

test.each([
  ['retry after 30s', 30_000],
  ['Retry-After: 30', 30_000],
  ['"retry_after" no, but {"retry-after": "12"}', 12_000],
  ['try again in 2m', 120_000],
  ['Please try again in 1m30s', 90_000],
  ['please wait 1.5 minutes', 90_000],
  ['retry after 250 ms', 250],
  ['retry after 2 hours', 7_200_000],
  ['retry after 900 hours', 86_400_000],
  ['retry later', null],
])('%s', (text, wait) => {
  expect(retryAfterIn(text)).toBe(wait);
});

describe('the back-off', () => {
  test('grows by two with full jitter, up to a bound, over all tasks, and begins anew after a success', () => {
    const backoff = new Backoff({ first: 100, longest: 500, random: () => 0.99 });
    expect([1, 2, 3, 4, 5].map(() => backoff.failed(0))).toEqual([99, 198, 396, 495, 495]);
    backoff.succeeded();
    expect(backoff.failed(0)).toBe(99);
    expect(new Backoff({ first: 100, longest: 500, random: () => 0 }).failed(0)).toBe(0);
  });

  test('waits no less than was asked for, also beyond its bound', () => {
    const backoff = new Backoff({ first: 100, longest: 500, random: () => 0 });
    expect(backoff.failed(1000, 60_000)).toBe(60_000);
    backoff.failed(1000);
    expect(backoff.until).toBe(61_000);
  });
});

test('the breaker opens after so many failures in a row, and says why', () => {
  const breaker = new Breaker(3);
  for (const id of ['a', 'b']) breaker.failed(`${id}: no`);
  breaker.succeeded();
  for (const id of ['c', 'd']) breaker.failed(`${id}: no`);
  expect(breaker.isOpen).toBe(false);
  breaker.failed('e: no');
  expect(breaker.isOpen).toBe(true);
  expect(breaker.reason).toBe('3 tasks in a row failed for good, the last: e: no');
});

describe('limits', () => {
  const settings = { wallClock: 1000, silence: 300, round: 100, rounds: 3 };
  const none = { ...settings, wallClock: 0, silence: 0 };

  test('silence counts from the last output, and from the start before the first', () => {
    const limits = new Limits(settings, 1000);
    expect(limits.observe({ now: 1299, lastOutputAt: 0, trace: null })).toBe(null);
    expect(limits.observe({ now: 1500, lastOutputAt: 1250, trace: null })).toBe(null);
    expect(limits.observe({ now: 1550, lastOutputAt: 1250, trace: null })).toBe('silence');
    expect(limits.observe({ now: 2000, lastOutputAt: 1999, trace: null })).toBe('wall_clock');
  });

  test('three rounds without a change are too many; any change begins anew', () => {
    const limits = new Limits(none, 0);
    const at = (now: number, trace: string) => limits.observe({ now, lastOutputAt: now, trace });
    expect([at(0, 'a'), at(100, 'a'), at(200, 'a'), at(300, 'b'), at(400, 'b'), at(500, 'b')]).toEqual(
      Array(6).fill(null),
    );
    expect(at(550, 'b')).toBe(null);
    expect(at(600, 'b')).toBe('no_progress');
  });
});

describe('the way of a task', () => {
  const life = (transitions: { [state: string]: string[] }, failure_states: string[] = []) => ({
    states: Object.keys(transitions),
    transitions,
    claim_state: null,
    failure_states,
  });
  const module = life({ a: ['b'], b: ['test'], test: ['test_failed', 'done'], test_failed: ['b'], done: [] });
  const fragile = life({ open: ['busy'], busy: ['dead', 'done'], dead: [], done: [] }, ['dead']);
  const endless = life({ a: ['b'], b: ['a'] });

  test('to its end goes past failures and setbacks', () => {
    expect(nextStatus(module, 'test')).toBe('done');
    expect(nextStatus(fragile, 'busy')).toBe('done');
    expect(nextStatus(module, 'test_failed')).toBe('b');
    expect([nextStatus(module, 'done'), nextStatus(fragile, 'dead'), nextStatus(endless, 'a')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('when it failed for good goes to a failure state, else to a setback, else nowhere', () => {
    expect(failurePath(fragile, 'open')).toEqual(['busy', 'dead']);
    expect(failurePath(module, 'test')).toEqual(['test_failed']);
    expect(failurePath(module, 'b')).toEqual([]);
    expect(failurePath(fragile, 'dead')).toEqual([]);
  });
});

test('a task is tried so often, and then keeps its causes', () => {
  const backoff = new Backoff({ first: 0, longest: 0, random: () => 0 });
  const recovery = new Recovery(2, backoff);
  const moves = ['one', 'two', 'three'].map((why) => recovery.after(new TransientError(why), 0, null, []));
  expect(moves.map(({ kind }) => kind)).toEqual(['retry', 'retry', 'fail']);
  const last = moves[2]!;
  if (last.kind !== 'fail') throw new Error('it goes on');
  expect(last.error).toBeInstanceOf(MaxRetriesExceededError);
  expect((last.error as MaxRetriesExceededError).causes.map(({ message }) => message)).toEqual([
    'one',
    'two',
    'three',
  ]);
});
