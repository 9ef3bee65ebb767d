import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutLinks } from '../../../src/core/codebase/cut-links.ts';
import type { ModuleLinks } from '../../../src/core/codebase/imports.ts';
import type { Module } from '../../../src/core/codebase/module.ts';

/** Links between modules that are told by numbers: from, to, how many files. */
function linksOf(count: number, links: readonly (readonly [number, number, number])[]): ModuleLinks {
  const modules: readonly Module[] = Array.from({ length: count }, (_, i) => ({
    name: `m${i}`,
    path: `m${i}`,
    files: [],
  }));
  const all = new Map(modules.map((module) => [module, new Map<Module, number>()]));
  for (const [from, to, files] of links) {
    if (from !== to) all.get(modules[from]!)!.set(modules[to]!, files);
  }
  return all;
}

function namesOf({ cut }: ReturnType<typeof cutLinks>): readonly string[] {
  return cut.map(({ from, to }) => `${from.name} -> ${to.name}`);
}

test('of two modules that import each other, the odd link back is cut', () => {
  expect(
    namesOf(
      cutLinks(
        linksOf(2, [
          [0, 1, 9],
          [1, 0, 1],
        ]),
      ),
    ),
  ).toEqual(['m1 -> m0']);
  expect(
    namesOf(
      cutLinks(
        linksOf(2, [
          [0, 1, 1],
          [1, 0, 9],
        ]),
      ),
    ),
  ).toEqual(['m0 -> m1']);
});

test('what others import more than it imports is no place to begin, however much it imports', () => {
  const [cli, core, util] = [0, 1, 2];
  const links = linksOf(3, [
    [core, util, 5],
    [core, cli, 1],
    [cli, core, 4],
  ]);
  expect(namesOf(cutLinks(links))).toEqual(['m1 -> m0']);
});

test('no ring, no cut: each module stands behind what it imports', () => {
  const { order, cut } = cutLinks(
    linksOf(3, [
      [0, 1, 1],
      [1, 2, 1],
      [0, 2, 1],
    ]),
  );
  expect(cut).toEqual([]);
  expect(order.map(({ name }) => name)).toEqual(['m2', 'm1', 'm0']);
});

test('whatever the links: no ring is left, what is cut closes one, and the same links give the same cuts', () => {
  const some = fc.integer({ min: 1, max: 12 }).chain((count) => {
    const end = fc.nat(count - 1);
    return fc.tuple(
      fc.constant(count),
      fc.array(fc.tuple(end, end, fc.integer({ min: 1, max: 5 })), { maxLength: 60 }),
    );
  });
  fc.assert(
    fc.property(some, ([count, links]) => {
      const given = linksOf(count, links);
      const { order, links: kept, cut } = cutLinks(given);
      expect(new Set(order)).toEqual(new Set(given.keys()));
      const place = new Map(order.map((module, i) => [module, i]));
      for (const [from, linked] of kept)
        for (const to of linked) expect(place.get(to)).toBeLessThan(place.get(from)!);
      const total = [...given.values()].reduce((sum, linked) => sum + linked.size, 0);
      expect([...kept.values()].reduce((sum, linked) => sum + linked.length, cut.length)).toBe(total);
      for (const { from, to } of cut) expect(reaches(kept, to, from)).toBe(true);
      expect(namesOf(cutLinks(linksOf(count, links)))).toEqual(namesOf({ order, links: kept, cut }));
    }),
    { numRuns: 200 },
  );
});

test('a ring through 20,000 modules overflows nothing', () => {
  const count = 20_000;
  const ring = Array.from({ length: count }, (_, i) => [i, (i + 1) % count, 1] as const);
  expect(cutLinks(linksOf(count, ring)).cut).toHaveLength(1);
});

function reaches(links: ReadonlyMap<Module, readonly Module[]>, from: Module, to: Module): boolean {
  const seen = new Set([from]);
  for (const at of seen) for (const next of links.get(at) ?? []) seen.add(next);
  return seen.has(to);
}
