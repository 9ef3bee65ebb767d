import { expect, test } from 'vitest';
import { fitEntries } from '../../../src/core/context/fit-entries.ts';
import type { Chosen, Entry, Frame, Group } from '../../../src/core/context/offer.ts';

/** A token a character, so that the sums can be seen. */
const count = (text: string) => text.length;
const nameOf = (entry: Entry) => ('name' in entry ? entry.name : '');

/** `together` is what each entry costs more on the page than alone. */
function frame(together: number): Frame {
  return {
    render: (chosen) =>
      [...chosen.values()]
        .flat()
        .map((entry) => `${nameOf(entry)}${' '.repeat(together)}`)
        .join(''),
    entry: (_group, entry) => nameOf(entry),
    text: (text) => text,
  };
}

function group(name: string, weight: number, texts: readonly string[]): Group {
  return { name, weight, length: texts.length, open: (index) => (cut) => ({ name: cut(texts[index]!) }) };
}

function lengths(chosen: Chosen | null, name = 'a'): readonly number[] {
  return (chosen?.get(name) ?? []).map((entry) => nameOf(entry).length);
}

const x = (length: number) => 'x'.repeat(length);

test('what fits is all there, in full', () => {
  const offer = { groups: [group('a', 1, [x(50), x(20)])], required: [] };
  expect(lengths(fitEntries(offer, frame(0), 300, count))).toEqual([50, 20]);
});

test('the first entries are written in full, the next are shortened, the last dropped', () => {
  const offer = {
    groups: [
      group(
        'a',
        1,
        Array.from({ length: 50 }, () => x(60)),
      ),
    ],
    required: [],
  };
  const written = lengths(fitEntries(offer, frame(0), 600, count));
  const full = written.filter((length) => length === 60).length;
  expect(full).toBeGreaterThan(3);
  expect(written.slice(0, full).every((length) => length === 60)).toBe(true);
  expect(written.slice(full).every((length) => length <= 32)).toBe(true);
  expect(written.length).toBeLessThan(20);
  expect(written.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(540);
});

test('entries that cost more together than alone are taken back until the page fits', () => {
  const offer = {
    groups: [
      group(
        'a',
        1,
        Array.from({ length: 100 }, () => x(10)),
      ),
    ],
    required: [],
  };
  const written = fitEntries(offer, frame(10), 300, count);
  expect(frame(10).render(written!).length).toBeLessThanOrEqual(300);
  expect(lengths(written).length).toBeGreaterThan(10);
});

test('a group of twice the weight gets half the entries', () => {
  const many = Array.from({ length: 100 }, () => x(10));
  const offer = { groups: [group('a', 1, many), group('b', 2, many)], required: [] };
  const written = fitEntries(offer, frame(0), 300, count);
  expect([lengths(written, 'a').length, lengths(written, 'b').length]).toEqual([20, 10]);
});

test('a group whose next entry is too large does not keep the others from going on', () => {
  const large = Array.from({ length: 3 }, () => x(32));
  const offer = {
    groups: [
      group('a', 1, large),
      group(
        'b',
        9,
        Array.from({ length: 9 }, () => x(5)),
      ),
    ],
    required: [],
  };
  const written = fitEntries(offer, frame(0), 100, count);
  expect(lengths(written, 'b').length).toBeGreaterThan(0);
});

test('what is required is there, in its place, cut as far as it must be; or the answer is none', () => {
  const offer = {
    groups: [group('a', 1, [x(40), x(30), x(90)]), group('b', 1, [x(90)])],
    required: [
      { group: 'a', index: 2 },
      { group: 'b', index: 0 },
    ],
  };
  expect(lengths(fitEntries(offer, frame(0), 64, count))).toEqual([32]);
  expect(lengths(fitEntries(offer, frame(0), 40, count)).at(-1)).toBeLessThanOrEqual(34);
  expect(fitEntries(offer, frame(0), 40, count)?.get('b')).toHaveLength(1);
  expect(lengths(fitEntries(offer, frame(0), 1000, count))).toEqual([40, 30, 90]);
  expect(fitEntries(offer, frame(0), 11, count)).toBeNull();
});

test('when nothing is left to add, a text is stretched to more than half of the page', () => {
  const offer = { groups: [group('a', 1, [x(10), x(5000), x(5000)])], required: [] };
  const written = lengths(fitEntries(offer, frame(0), 1000, count));
  expect(written[0]).toBe(10);
  const sum = written.reduce((total, length) => total + length, 0);
  expect(sum).toBeGreaterThan(500);
  expect(sum).toBeLessThanOrEqual(1000);
});
