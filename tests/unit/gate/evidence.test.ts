import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatesPhrase, lastLines, newestEvidence, outcome } from '../../../src/core/gate/evidence.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { evidence, gate } from './support.ts';

test('the last lines are twenty, without colours', () => {
  const lines = Array.from({ length: 100 }, (_, i) => `\u001b[31mline ${i}\u001b[0m\r\n`);
  expect(lastLines(lines.join('')).split('\n')).toEqual(
    Array.from({ length: 20 }, (_, i) => `line ${80 + i}`),
  );
  expect(lastLines('\u001b]0;title\u0007ok \u001b]8;;http://x\u001b\\link')).toBe('ok link');
});

test('and never more than 2,000 characters, none of them half', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1000, maxLength: 4000 }), (text) => {
      const kept = lastLines(text);
      expect(kept.length).toBeLessThanOrEqual(2000);
      expect(kept).not.toMatch(/^…[\udc00-\udfff]/);
    }),
    { numRuns: 30 },
  );
  expect(lastLines('😀'.repeat(3000))).not.toMatch(/\p{Surrogate}/u);
});

test('how a gate ended is told in words', () => {
  const failed = evidence(gate('fail'));
  expect(outcome(failed)).toBe('failed with exit code 1');
  expect(outcome({ ...failed, exit_code: null })).toBe('failed');
  expect(outcome({ ...failed, exit_code: null, timed_out: true, duration: 600_400 })).toBe(
    'was ended after 600 s',
  );
  expect(outcome(evidence(gate('lint')))).toBe('passed');
});

test('of each gate the newest counts, and what has not the form of evidence does not', () => {
  const record = (...gates: unknown[]) => ({ gates }) as JsonObject;
  const head = { tx: 't', at: '', agent: 'ann', command: 'set' };
  const old = evidence(gate('lint'), { passed: false });
  const entries = [
    { ...head, record: [record(old, evidence(gate('test')))] },
    { ...head, record: [record(evidence(gate('lint')), null, 7, { name: 'odd' }), { gates: 'no list' }] },
  ];
  const found = newestEvidence({ task_id: 'task_001', entries });
  expect(found.map(({ name, passed }) => [name, passed])).toEqual([
    ['lint', true],
    ['test', true],
  ]);
  expect(gatesPhrase(entries[1]!.record[0]!)).toBe('gates: lint passed');
  expect(gatesPhrase({ desc: 'x' })).toBeNull();
});
