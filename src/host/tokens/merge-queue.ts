/**
 * Hands out pairs of parts by rank and then by place: a binary heap in two arrays of integers, because to make an
 * object or a large number for each pair would cost a short run a garbage collection.
 */
export class MergeQueue {
  /** The pair that pop took out last. */
  rank = 0;
  part = 0;

  private readonly ranks: Int32Array;
  private readonly parts: Int32Array;
  private size = 0;

  constructor(capacity: number) {
    this.ranks = new Int32Array(capacity);
    this.parts = new Int32Array(capacity);
  }

  push(rank: number, part: number): void {
    const { ranks, parts } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = ranks[parent]!;
      if (above < rank || (above === rank && parts[parent]! < part)) break;
      ranks[at] = above;
      parts[at] = parts[parent]!;
      at = parent;
    }
    ranks[at] = rank;
    parts[at] = part;
  }

  /** Takes out the first pair; false when there is none. */
  pop(): boolean {
    if (this.size === 0) return false;
    this.rank = this.ranks[0]!;
    this.part = this.parts[0]!;
    this.size--;
    this.sink(this.ranks[this.size]!, this.parts[this.size]!);
    return true;
  }

  private sink(rank: number, part: number): void {
    const { ranks, parts, size } = this;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      let below = ranks[child]!;
      if (child + 1 < size) {
        const other = ranks[child + 1]!;
        if (other < below || (other === below && parts[child + 1]! < parts[child]!)) {
          child++;
          below = other;
        }
      }
      if (below > rank || (below === rank && parts[child]! > part)) break;
      ranks[at] = below;
      parts[at] = parts[child]!;
      at = child;
    }
    ranks[at] = rank;
    parts[at] = part;
  }
}
