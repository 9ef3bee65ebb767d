import type { Node, Query } from 'web-tree-sitter';

export interface Capture {
  readonly name: string;
  readonly node: Node;
}

/** Thrown when a file takes longer than it may. */
export class OutOfTime extends Error {}

/** UTF-16 units. A query makes objects of all it finds at once: over a whole file of comments they would fill the memory. */
const WINDOW = 512 * 1024;

/** The range of a query is in bytes of UTF-16, although the places of nodes are in units. */
const UNIT = 2;

/** What a query finds in a tree, in the order of the file, and what contains something before that. Throws OutOfTime. */
export function* captured(
  query: Query,
  root: Node,
  length: number,
  expired: () => boolean,
): Generator<Capture> {
  for (let from = 0; from < length; from += WINDOW) {
    const to = from + WINDOW;
    const found = query
      .captures(root, {
        startIndex: from * UNIT,
        endIndex: Math.min(to, length) * UNIT,
        progressCallback: expired,
      })
      .filter(({ node }) => node.startIndex >= from && node.startIndex < to);
    if (expired()) throw new OutOfTime();
    yield* found.sort((a, b) => a.node.startIndex - b.node.startIndex || b.node.endIndex - a.node.endIndex);
  }
}
