import type { OwnNode } from './seed.ts';

/** Which nodes name a dependency that is not here (yet): by its id, and by the node, so that neither is searched for. */
export class Dangling {
  readonly #waiting = new Map<string, Set<OwnNode>>();
  readonly #missing = new Map<OwnNode, Set<string>>();

  /** Notes that a node names an id that is not here. */
  add(id: string, node: OwnNode): void {
    addTo(this.#waiting, id, node);
    addTo(this.#missing, node, id);
  }

  /** The nodes that named an id, which is here now: they are forgotten with it. */
  take(id: string): Iterable<OwnNode> {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    for (const node of waiting) removeFrom(this.#missing, node, id);
    return waiting;
  }

  /** Forgets what a node named. */
  drop(node: OwnNode): void {
    for (const id of this.#missing.get(node) ?? []) removeFrom(this.#waiting, id, node);
    this.#missing.delete(node);
  }
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

function removeFrom<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set?.delete(value) && set.size === 0) sets.delete(key);
}
