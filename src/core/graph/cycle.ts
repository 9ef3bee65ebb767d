import type { GraphNode } from './node.ts';

/**
 * Where a walk over what waits for what stands: at a task, which waits for its children and for its gate, or at a
 * gate, which waits for the task's dependencies and for the gate above. All below a task go through its gate, so that
 * the dependencies of a parent are looked at once, and not once a child.
 */
interface Place {
  readonly node: GraphNode;
  readonly isGate: boolean;
}

class Places {
  readonly #tasks = new Map<GraphNode, Place>();
  readonly #gates = new Map<GraphNode, Place>();

  task(node: GraphNode): Place {
    return placeOf(this.#tasks, node, false);
  }

  gate(node: GraphNode): Place {
    return placeOf(this.#gates, node, true);
  }

  /** What a place waits for, directly. */
  *ahead({ node, isGate }: Place): Generator<Place> {
    if (isGate) {
      for (const dependency of node.dependencies) yield this.task(dependency);
      if (node.parent) yield this.gate(node.parent);
    } else {
      for (const child of node.children) yield this.task(child);
      yield this.gate(node);
    }
  }
}

function placeOf(known: Map<GraphNode, Place>, node: GraphNode, isGate: boolean): Place {
  const place = known.get(node) ?? { node, isGate };
  known.set(node, place);
  return place;
}

/**
 * The shortest ring that these dependencies of a task close, from the task round to itself, or null. Each step of it
 * is a link of the graph: to a dependency, to a child, or up to the parent that a child waits with.
 * To be asked with the dependencies already in the graph. Breadth first and linear in tasks and links.
 */
export function findCycle(task: GraphNode, dependencies: readonly GraphNode[]): readonly string[] | null {
  const places = new Places();
  const goal = places.gate(task);
  const queue = dependencies.map((dependency) => places.task(dependency));
  const cameFrom = new Map<Place, Place | null>(queue.map((place) => [place, null]));
  for (const place of queue) {
    if (place === goal) return ringIds([goal, ...wayTo(goal, cameFrom)]);
    for (const next of places.ahead(place)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, place);
      queue.push(next);
    }
  }
  return null;
}

/** A ring among these tasks and all that they wait for, or null. Linear in tasks and links. */
export function findAnyCycle(nodes: Iterable<GraphNode>): readonly string[] | null {
  const ring = ringsOf(nodes).next().value;
  return ring ? ringIds(ring) : null;
}

/** A walk from a place round to itself. */
export type Ring = readonly Place[];

/** The dependencies that a ring goes through: which task, and on which; the rest of it is hierarchy. */
export function* dependenciesIn(ring: Ring): Generator<{ readonly id: string; readonly on: string }> {
  for (const [i, { node, isGate }] of ring.entries()) {
    const next = ring[i + 1];
    if (isGate && next && !next.isGate) yield { id: node.id, on: next.node.id };
  }
}

/**
 * Every ring among these tasks and all that they wait for. Whoever asks for the next one has taken a dependency out of
 * the last one, one that it goes through, and passes the id of the task that had it: the walk goes on from there, and starts nothing again.
 * Depth first with a stack of its own, so that a chain of 100,000 cannot overflow anything.
 */
export function* ringsOf(nodes: Iterable<GraphNode>): Generator<Ring, undefined, string> {
  const places = new Places();
  const done = new Set<Place>();
  const open = new Set<Place>();
  const path: { readonly place: Place; readonly ahead: Iterator<Place> }[] = [];
  const enter = (place: Place) => {
    open.add(place);
    path.push({ place, ahead: places.ahead(place) });
  };
  const leave = () => open.delete(path.pop()!.place);
  for (const node of nodes) {
    if (!done.has(places.task(node))) enter(places.task(node));
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.ahead.next();
      if (next.done) {
        done.add(top.place);
        leave();
      } else if (open.has(next.value)) {
        const from = path.findIndex(({ place }) => place === next.value);
        const cut = yield [...path.slice(from).map(({ place }) => place), next.value];
        while (path.at(-1)!.place.node.id !== cut || !path.at(-1)!.place.isGate) leave();
      } else if (!done.has(next.value)) {
        enter(next.value);
      }
    }
  }
}

function wayTo(last: Place, cameFrom: ReadonlyMap<Place, Place | null>): readonly Place[] {
  const way: Place[] = [];
  for (let place: Place | null = last; place; place = cameFrom.get(place) ?? null) way.push(place);
  return way.reverse();
}

/** The ids along a ring of places; a task and the gate it goes on to count once. */
export function ringIds(ring: Ring): readonly string[] {
  const isOwnGate = ({ node, isGate }: Place, i: number) => {
    const before = ring[i - 1];
    return isGate && before?.node === node && !before.isGate;
  };
  return ring.filter((place, i) => !isOwnGate(place, i)).map(({ node }) => node.id);
}
