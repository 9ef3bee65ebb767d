import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAnyCycle, findCycle } from '../../../src/core/graph/cycle.ts';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import type { GraphNode } from '../../../src/core/graph/node.ts';
import { childId, rootId } from '../../../src/core/task/id.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { task } from '../query/world.ts';
import { cpuSince } from '../task/support.ts';

const A = 'task_001';
const A1 = 'task_001_01';
const A2 = 'task_001_02';
const A11 = 'task_001_01_01';
const B = 'task_002';
const B1 = 'task_002_01';
const C = 'task_003';

function graphOf(links: { readonly [id: string]: readonly string[] }): TaskGraph {
  const ids = new Set(Object.entries(links).flatMap(([id, dependencies]) => [id, ...dependencies]));
  for (const id of ids) if (parentOf(id) !== null) ids.add(parentOf(id)!);
  return TaskGraph.of(
    [...ids].map((id) => task(id, { dependencies: links[id] ?? [] })),
    () => undefined,
  );
}

function parentOf(id: string): string | null {
  return task(id).parent_id;
}

/** What findCycle says of the dependencies that a task has. */
function cycleOf(graph: TaskGraph, id: string): readonly string[] | null {
  const node = graph.find(id)!;
  return findCycle(node, node.dependencies);
}

/** Each step of a ring is a link of the graph; a step up is followed by another or by a dependency of the one reached. */
function expectRing(graph: TaskGraph, ring: readonly string[]): void {
  expect(ring.length).toBeGreaterThan(1);
  expect(ring.at(-1)).toBe(ring[0]);
  const nodes = ring.map((id) => graph.find(id)!);
  const steps = nodes.slice(1).map((to, i) => stepOf(nodes[i]!, to));
  expect(steps).not.toContain('none');
  steps.forEach((step, i) => {
    if (step === 'up') expect(['up', 'dependency']).toContain(steps[(i + 1) % steps.length]);
  });
}

function stepOf(from: GraphNode, to: GraphNode): 'dependency' | 'child' | 'up' | 'none' {
  if (from.dependencies.includes(to)) return 'dependency';
  if (from.children.includes(to)) return 'child';
  return from.parent === to ? 'up' : 'none';
}

describe('a ring', () => {
  test.each<[string, { [id: string]: string[] }, string, string[]]>([
    ['a task that waits for itself', { [A]: [A] }, A, [A, A]],
    ['two that wait for each other', { [A]: [B], [B]: [A] }, A, [A, B, A]],
    ['three in a row', { [A]: [B], [B]: [C], [C]: [A] }, B, [B, C, A, B]],
    ['a child that depends on its parent', { [A1]: [A] }, A1, [A1, A, A1]],
    ['a grandchild that depends on its ancestor', { [A11]: [A] }, A11, [A11, A, A1, A11]],
    ['a parent that depends on its child', { [A]: [A1] }, A, [A, A1, A]],
    ['a parent that depends on what depends on its child', { [A]: [B], [B]: [A1] }, A, [A, B, A1, A]],
    ['the same, closed from the other side', { [A]: [B], [B]: [A1] }, B, [B, A1, A, B]],
    ['a child that depends on what waits for its parent', { [A1]: [B], [B]: [A] }, A1, [A1, B, A, A1]],
    ['two subtrees that cross', { [A]: [B], [B1]: [A1] }, B1, [B1, A1, A, B, B1]],
  ])('%s', (_, links, id, ring) => {
    const graph = graphOf(links);
    expect(cycleOf(graph, id)).toEqual(ring);
    expectRing(graph, ring);
    expectRing(graph, findAnyCycle(graph.nodes)!);
  });

  test('is the shortest there is', () => {
    const graph = graphOf({ [A]: [B, C], [B]: ['task_004'], task_004: [A], [C]: [A] });
    expect(cycleOf(graph, A)).toEqual([A, C, A]);
  });

  test('elsewhere is none of a task that leads to it, but found in the whole', () => {
    const graph = graphOf({ [A]: [B], [B]: [C], [C]: [B] });
    expect(cycleOf(graph, A)).toBeNull();
    expectRing(graph, findAnyCycle(graph.nodes)!);
    expect(findAnyCycle([graph.find(A)!])).not.toBeNull();
  });
});

describe('no ring', () => {
  test.each<[string, { [id: string]: string[] }, string]>([
    ['brothers that wait for each other in turn', { [A2]: [A1] }, A2],
    ['a diamond', { [A]: [B, C], [B]: ['task_004'], [C]: ['task_004'] }, A],
    ['a child that waits for what its parent waits for', { [A]: [B], [A1]: [B] }, A1],
    ['a child that waits for a child of what its parent waits for', { [A]: [B], [A1]: [B1] }, A1],
    ['a subtree before another', { [B1]: [A], [B]: [A1] }, B1],
  ])('%s', (_, links, id) => {
    const graph = graphOf(links);
    expect(cycleOf(graph, id)).toBeNull();
    expect(findAnyCycle(graph.nodes)).toBeNull();
  });
});

describe('100,000 tasks', () => {
  const COUNT = 100_000;
  const LIMIT = 4000;
  const id = (n: number) => rootId('task', n + 1);
  const build = (dependencies: (n: number) => readonly string[]) =>
    TaskGraph.of(
      Array.from({ length: COUNT }, (_, n) => task(id(n), { dependencies: [...dependencies(n)] })),
      () => undefined,
    );
  const timed = <T>(run: () => T): T => {
    const start = process.cpuUsage();
    const done = run();
    expect(cpuSince(start)).toBeLessThan(LIMIT);
    return done;
  };

  test('in a chain', () => {
    const graph = build((n) => (n === 0 ? [] : [id(n - 1)]));
    const [first, last] = [graph.find(id(0))!, graph.find(id(COUNT - 1))!];
    expect(timed(() => findAnyCycle(graph.nodes))).toBeNull();
    expect(timed(() => findCycle(last, last.dependencies))).toBeNull();
    expect(timed(() => findCycle(first, [last]))).toHaveLength(COUNT + 1);
  });

  test('in a fan', () => {
    const graph = build((n) => (n === 0 ? [] : [id(0)]));
    const hub = graph.find(id(0))!;
    expect(timed(() => findAnyCycle(graph.nodes))).toBeNull();
    expect(timed(() => findCycle(hub, hub.dependents))).toHaveLength(3);
  });

  test('at random', () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const graph = build((n) => (n === 0 ? [] : [...new Set(Array.from({ length: 3 }, () => id(random(n))))]));
    const last = graph.find(id(COUNT - 1))!;
    expect(timed(() => findAnyCycle(graph.nodes))).toBeNull();
    expect(timed(() => findCycle(last, last.dependencies))).toBeNull();
  });

  test('half of them below a parent that waits for the other half', () => {
    const half = COUNT / 2;
    const parent = id(COUNT);
    const roots = Array.from({ length: half }, (_, n) => task(id(n)));
    const children = Array.from({ length: half }, (_, n) => task(childId(parent, n + 1)));
    const top = task(parent, { dependencies: roots.map((root) => root.id) });
    const graph = TaskGraph.of([...roots, top, ...children], () => undefined);
    expect(timed(() => findAnyCycle(graph.nodes))).toBeNull();
    const node = graph.find(parent)!;
    expect(timed(() => findCycle(node, node.dependencies))).toBeNull();
  });

  test('nested 60 deep, each level waiting for the one beside it', () => {
    const tasks: Task[] = [];
    let [left, right] = [A, B];
    for (let level = 0; level < 60; level++) {
      tasks.push(task(left, { dependencies: [right] }), task(right));
      [left, right] = [childId(left, 1), childId(right, 1)];
    }
    const graph = TaskGraph.of(tasks, () => undefined);
    expect(findAnyCycle(graph.nodes)).toBeNull();
  });
});

describe('against a plain reading of the rules', () => {
  const IDS = [A, B, C, A1, A2, B1, A11, 'task_001_02_01'];
  const links = fc.array(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS)), { maxLength: 8 });

  test('both searches find a ring exactly where a task waits for itself', () => {
    fc.assert(
      fc.property(links, (pairs) => {
        const tasks = IDS.map((id) => {
          const dependencies = pairs.filter(([from]) => from === id).map(([, to]) => to);
          return task(id, { dependencies: [...new Set(dependencies)] });
        });
        const graph = TaskGraph.of(tasks, () => undefined);
        const any = findAnyCycle(graph.nodes);
        expect(any !== null).toBe(graph.nodes.some((node) => waitsFor(node).has(node)));
        if (any) expectRing(graph, any);
        for (const node of graph.nodes) {
          const ring = findCycle(node, node.dependencies);
          expect(ring !== null, node.id).toBe(closesRing(node));
          if (ring) expectRing(graph, ring);
          if (ring) expect(ring[0]).toBe(node.id);
        }
      }),
      { numRuns: 500 },
    );
  });

  /** All that a task waits for: dependencies, children, and what its ancestors depend on. */
  function waitsFor(start: GraphNode): Set<GraphNode> {
    const all = new Set<GraphNode>();
    const visit = (node: GraphNode) => {
      const ahead = [...node.dependencies, ...node.children];
      for (let above = node.parent; above; above = above.parent) ahead.push(...above.dependencies);
      for (const next of ahead) {
        if (all.has(next)) continue;
        all.add(next);
        visit(next);
      }
    };
    visit(start);
    return all;
  }

  /** A dependency of a task closes a ring when it is, or waits for, the task or anything below it. */
  function closesRing(node: GraphNode): boolean {
    const subtree = new Set<GraphNode>([node]);
    for (const one of subtree) for (const child of one.children) subtree.add(child);
    return node.dependencies.some((dependency) =>
      [dependency, ...waitsFor(dependency)].some((reached) => subtree.has(reached)),
    );
  }
});
