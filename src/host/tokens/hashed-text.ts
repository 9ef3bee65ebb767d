/** A UTF-8 text that knows the hash of any bytes of its current piece without reading them again. */
export class HashedText {
  readonly bytes: Uint8Array;
  // By place in the text: the hash of what the piece has before that place.
  private readonly hashes: Int32Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.hashes = new Int32Array(bytes.length + 1);
  }

  /** Makes these bytes the current piece. */
  enter(start: number, end: number): void {
    const { bytes, hashes } = this;
    let hash = 0;
    hashes[start] = hash;
    for (let at = start; at < end; ) {
      hash = ((hash << 5) | (hash >>> 27)) ^ bytes[at]!;
      hashes[++at] = hash;
    }
  }

  /** The hash of bytes of the current piece: each byte, rotated by five bits for each byte after it. */
  hashOf(start: number, end: number): number {
    const before = this.hashes[start]!;
    const turn = (end - start) * 5;
    return this.hashes[end]! ^ ((before << turn) | (before >>> -turn));
  }
}
