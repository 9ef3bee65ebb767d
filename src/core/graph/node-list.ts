import { compareIds } from '../task/id.ts';
import type { OwnNode } from './seed.ts';

/** Nodes in id order. Those that were given as rows of a table are made when they are asked for: most never are. */
export class NodeList {
  readonly #slots: (OwnNode | number)[];
  readonly #make: (row: number) => OwnNode;
  #isWhole = false;

  private constructor(slots: (OwnNode | number)[], make: (row: number) => OwnNode) {
    this.#slots = slots;
    this.#make = make;
  }

  static of(nodes: readonly OwnNode[]): NodeList {
    return new NodeList([...nodes], unmade);
  }

  /** A list of so many rows; `make` is asked once for each that is needed. */
  static ofRows(count: number, make: (row: number) => OwnNode): NodeList {
    const slots = new Array<number>(count);
    for (let row = 0; row < count; row++) slots[row] = row;
    return new NodeList(slots, make);
  }

  get length(): number {
    return this.#slots.length;
  }

  at(place: number): OwnNode | undefined {
    const slot = this.#slots[place];
    if (typeof slot !== 'number') return slot;
    const node = this.#make(slot);
    this.#slots[place] = node;
    return node;
  }

  find(id: string): OwnNode | undefined {
    const node = this.at(this.placeOf(id));
    return node?.id === id ? node : undefined;
  }

  /** Where a node stands, or would stand. */
  placeOf(id: string): number {
    let low = 0;
    let high = this.#slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareIds(this.at(middle)!.id, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The nodes from one place up to another, as of an array. */
  slice(from: number, to: number): OwnNode[] {
    const found: OwnNode[] = [];
    for (let place = from; place < Math.min(to, this.#slots.length); place++) found.push(this.at(place)!);
    return found;
  }

  insert(place: number, node: OwnNode): void {
    this.#slots.splice(place, 0, node);
  }

  remove(place: number): void {
    this.#slots.splice(place, 1);
  }

  /** Every node, made; the list itself and not a copy. */
  all(): readonly OwnNode[] {
    const slots = this.#slots;
    if (!this.#isWhole) {
      for (let place = 0; place < slots.length; place++) {
        const slot = slots[place]!;
        if (typeof slot === 'number') slots[place] = this.#make(slot);
      }
      this.#isWhole = true;
    }
    return slots as OwnNode[];
  }
}

function unmade(row: number): never {
  throw new Error(`row ${row} of a list without rows`);
}
