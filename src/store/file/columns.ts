import type { GraphNode } from '../../core/graph/node.ts';

/** How many numbers the columns hold. */
export interface ColumnSizes {
  readonly count: number;
  /** Of all nodes together. */
  readonly children: number;
  readonly dependencies: number;
  readonly idBytes: number;
}

/** Nodes as columns of numbers, a row a node in id order: what order, readiness and neighbours need. */
export interface Columns {
  readonly deadlines: Float64Array;
  readonly creations: Float64Array;
  /** The parent's row; -1 without one. */
  readonly parents: Int32Array;
  readonly sizes: Int32Array;
  readonly children: Neighbours;
  readonly dependencies: Neighbours;
  readonly dependents: Neighbours;
  /** Where each id ends in `ids`; it starts where the one before ends. */
  readonly idEnds: Int32Array;
  readonly ids: string;
  /** Numbers of words in the base's vocabularies. */
  readonly statuses: Uint16Array;
  readonly templates: Uint16Array;
  /** The priority, and `ANY` where one dependency is enough. */
  readonly flags: Uint8Array;
}

/** The rows of every node's neighbours, one node's after another's, and where each node's end. */
export interface Neighbours {
  readonly ends: Int32Array;
  readonly rows: Int32Array;
}

export const ANY = 4;
export const PRIORITY = 3;

/** What every column starts at a multiple of. */
export const ALIGNMENT = 8;

/** The columns of these nodes, which stand in id order, and the bytes of them as they stand in a file. */
export function encodeColumns(
  nodes: readonly GraphNode[],
  words: { status(word: string): number; template(word: string): number },
): { sizes: ColumnSizes; bytes: Buffer[] } {
  const rows = new Map(nodes.map((node, row) => [node, row]));
  const texts = nodes.map(({ id }) => id);
  const ids = Buffer.from(texts.join(''), 'latin1');
  let end = 0;
  const children = neighboursOf(nodes, rows, (node) => node.children);
  const dependencies = neighboursOf(nodes, rows, (node) => node.dependencies);
  const dependents = neighboursOf(nodes, rows, (node) => node.dependents);
  const columns = [
    Float64Array.from(nodes, (node) => node.deadline),
    Float64Array.from(nodes, (node) => node.createdAt),
    Int32Array.from(nodes, ({ parent }) => (parent ? rows.get(parent)! : -1)),
    Int32Array.from(nodes, (node) => node.size),
    ...[children, dependencies, dependents].flatMap(({ ends, rows }) => [ends, rows]),
    Int32Array.from(texts, (id) => {
      end += id.length;
      return end;
    }),
    Uint16Array.from(nodes, (node) => words.status(node.status)),
    Uint16Array.from(nodes, (node) => words.template(node.template)),
    Uint8Array.from(nodes, (node) => node.priority | (node.dependencyType === 'any' ? ANY : 0)),
    ids,
  ];
  return {
    sizes: {
      count: nodes.length,
      children: children.rows.length,
      dependencies: dependencies.rows.length,
      idBytes: ids.length,
    },
    bytes: columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  };
}

/** The columns from an offset of a file's bytes up to their end, not copied; null when they are not of these sizes. */
export function columnsIn(bytes: Buffer, start: number, sizes: ColumnSizes): Columns | null {
  let at = bytes.byteOffset + start;
  const { count, idBytes } = sizes;
  const links = sizes.children + 2 * sizes.dependencies;
  if (bytes.length !== start + count * BYTES_PER_ROW + links * 4 + idBytes) return null;
  const take = <T>(make: ColumnOf<T>, length: number): T => {
    const column = new make(bytes.buffer as ArrayBuffer, at, length);
    at += length * make.BYTES_PER_ELEMENT;
    return column;
  };
  const takeNeighbours = (length: number) => ({
    ends: take(Int32Array, count),
    rows: take(Int32Array, length),
  });
  return {
    deadlines: take(Float64Array, count),
    creations: take(Float64Array, count),
    parents: take(Int32Array, count),
    sizes: take(Int32Array, count),
    children: takeNeighbours(sizes.children),
    dependencies: takeNeighbours(sizes.dependencies),
    dependents: takeNeighbours(sizes.dependencies),
    idEnds: take(Int32Array, count),
    statuses: take(Uint16Array, count),
    templates: take(Uint16Array, count),
    flags: take(Uint8Array, count),
    ids: bytes.toString('latin1', bytes.length - idBytes),
  };
}

/** Two of eight bytes, six of four, two of two and one. */
const BYTES_PER_ROW = 2 * 8 + 6 * 4 + 2 * 2 + 1;

interface ColumnOf<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, at: number, length: number): T;
}

function neighboursOf(
  nodes: readonly GraphNode[],
  rows: ReadonlyMap<GraphNode, number>,
  of: (node: GraphNode) => readonly GraphNode[],
): Neighbours {
  const all: number[] = [];
  const ends = Int32Array.from(nodes, (node) => {
    for (const neighbour of of(node)) all.push(rows.get(neighbour)!);
    return all.length;
  });
  return { ends, rows: Int32Array.from(all) };
}
