import type { LinkedModule } from './document.ts';

type Named = Pick<LinkedModule, 'name'>;

/** The modules that are reached from one over at most so many links, the nearest first; never the module itself. */
export function reach<M extends Named>(
  from: M,
  depth: number,
  linksOf: (module: M) => Iterable<M>,
): readonly LinkedModule[] {
  const reached = new Map<M, number>([[from, 0]]);
  let edge: readonly M[] = [from];
  for (let at = 1; at <= depth && edge.length > 0; at++) {
    const linked = new Set(edge.flatMap((module) => [...linksOf(module)]));
    edge = [...linked].filter((module) => !reached.has(module)).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const module of edge) reached.set(module, at);
  }
  reached.delete(from);
  return [...reached].map(([{ name }, far]) => ({ name, depth: far }));
}
