import type { GraphNode } from '../../core/graph/node.ts';
import { type Lifecycles, NONE, type OwnNode } from '../../core/graph/seed.ts';
import type { Lease } from '../../core/lease/lease.ts';
import { phaseOf } from '../../core/template/lifecycle.ts';
import { CHECKSUM_LENGTH, checksum } from './checksum.ts';
import type { ProjectionIdentities } from './entry-file.ts';

/**
 * The graph at one generation, as columns of numbers: what order, readiness and neighbours need, read at memory speed.
 * Derived from `task_list.json` and thrown away at will; the whole tasks stay there.
 */
export interface Base {
  readonly generation: number;
  readonly files: ProjectionIdentities;
  readonly counters: { readonly [key: string]: number };
  readonly leases: readonly Lease[];
}

interface Header extends Base {
  readonly format: number;
  readonly count: number;
  readonly links: number;
  readonly idBytes: number;
  readonly statuses: readonly string[];
  readonly templates: readonly string[];
  /** The few nodes that have them, by row. */
  readonly labels: readonly (readonly [row: number, labels: readonly string[]])[];
  readonly modules: readonly (readonly [row: number, module: string])[];
}

const FORMAT = 3;
const ALIGNMENT = 8;

export function encodeBase(base: Base, nodes: readonly GraphNode[]): Buffer[] {
  const count = nodes.length;
  const rows = new Map(nodes.map((node, row) => [node, row]));
  const links = nodes.reduce((sum, node) => sum + node.dependencies.length, 0);
  const ids = Buffer.from(nodes.map((node) => node.id).join(' '), 'latin1');
  const statuses = new Vocabulary();
  const templates = new Vocabulary();
  const labels: [number, readonly string[]][] = [];
  const modules: [number, string][] = [];
  const times = new Float64Array(count * 2);
  const parents = new Int32Array(count);
  const sizes = new Int32Array(count);
  const linkEnds = new Int32Array(count);
  const linkRows = new Int32Array(links);
  const words = new Uint16Array(count * 2);
  const small = new Uint8Array(count);
  let link = 0;
  nodes.forEach((node, row) => {
    times[row * 2] = node.deadline;
    times[row * 2 + 1] = node.createdAt;
    parents[row] = node.parent ? rows.get(node.parent)! : -1;
    sizes[row] = node.size;
    for (const dependency of node.dependencies) linkRows[link++] = rows.get(dependency)!;
    linkEnds[row] = link;
    words[row * 2] = statuses.number(node.status);
    words[row * 2 + 1] = templates.number(node.template);
    small[row] = node.priority | (node.dependencyType === 'any' ? ANY : 0);
    if (node.labels.length > 0) labels.push([row, node.labels]);
    if (node.module !== null) modules.push([row, node.module]);
  });
  const header: Header = {
    ...base,
    format: FORMAT,
    count,
    links,
    idBytes: ids.length,
    statuses: statuses.words,
    templates: templates.words,
    labels,
    modules,
  };
  const head = Buffer.from(`${JSON.stringify(header)}\n`);
  const padding = Buffer.alloc((ALIGNMENT - (head.length % ALIGNMENT)) % ALIGNMENT, '\n');
  const columns = [times, parents, sizes, linkEnds, linkRows, words, small].map((column) =>
    Buffer.from(column.buffer, column.byteOffset, column.byteLength),
  );
  const bytes = Buffer.concat([head, padding, ...columns, ids]);
  return [bytes, Buffer.from(checksum(bytes), 'latin1')];
}

/** The base in a file's bytes with its nodes, linked and in id order; null when it is damaged or of another format. */
export function decodeBase(file: Buffer, lifecycles: Lifecycles): { base: Base; nodes: OwnNode[] } | null {
  const bytes = file.subarray(0, -CHECKSUM_LENGTH);
  if (file.toString('latin1', bytes.length) !== checksum(bytes)) return null;
  const end = bytes.indexOf(10);
  const header = end < 0 ? null : (JSON.parse(bytes.toString('utf8', 0, end)) as Header);
  if (header?.format !== FORMAT) return null;
  const start = Math.ceil((end + 1) / ALIGNMENT) * ALIGNMENT;
  const { count, links, idBytes } = header;
  if (bytes.length !== start + count * 33 + links * 4 + idBytes) return null;
  const whole = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  let at = whole.byteOffset + start;
  const column = <T>(
    make: new (buffer: ArrayBuffer, at: number, length: number) => T,
    length: number,
    width: number,
  ) => {
    const view = new make(whole.buffer as ArrayBuffer, at, length);
    at += length * width;
    return view;
  };
  const times = column(Float64Array, count * 2, 8);
  const parents = column(Int32Array, count, 4);
  const sizes = column(Int32Array, count, 4);
  const linkEnds = column(Int32Array, count, 4);
  const linkRows = column(Int32Array, links, 4);
  const words = column(Uint16Array, count * 2, 2);
  const small = column(Uint8Array, count, 1);
  const ids = count === 0 ? [] : whole.toString('latin1', whole.length - idBytes).split(' ');
  const phases = phaseTable(header, lifecycles);
  const nodes = new Array<OwnNode>(count);
  for (let row = 0; row < count; row++) {
    const status = words[row * 2]!;
    const template = words[row * 2 + 1]!;
    const parentRow = parents[row]!;
    const parent = parentRow < 0 ? null : nodes[parentRow]!;
    const node: OwnNode = {
      id: ids[row]!,
      template: header.templates[template]!,
      status: header.statuses[status]!,
      phase: phases[template]![status]!,
      priority: small[row]! & 3,
      size: sizes[row]!,
      deadline: times[row * 2]!,
      createdAt: times[row * 2 + 1]!,
      dependencyType: small[row]! & ANY ? 'any' : 'all',
      labels: NO_LABELS,
      module: null,
      parent,
      children: NONE,
      dependencies: NONE,
      dependents: NONE,
      lease: null,
    };
    nodes[row] = node;
    if (parent) join(parent, 'children', node);
  }
  for (let row = 0, link = 0; row < count; row++) {
    const node = nodes[row]!;
    for (const last = linkEnds[row]!; link < last; link++) {
      const dependency = nodes[linkRows[link]!]!;
      join(node, 'dependencies', dependency);
      join(dependency, 'dependents', node);
    }
  }
  attachLeases(nodes, header.leases);
  for (const [row, labels] of header.labels) nodes[row]!.labels = labels;
  for (const [row, module] of header.modules) nodes[row]!.module = module;
  return { base: header, nodes };
}

function attachLeases(nodes: readonly OwnNode[], leases: readonly Lease[]): void {
  if (leases.length === 0) return;
  const byTask = new Map(leases.map((lease) => [lease.task_id, lease]));
  for (const node of nodes) node.lease = byTask.get(node.id) ?? null;
}

const ANY = 4;
const NO_LABELS: readonly string[] = Object.freeze([]);

function join(node: OwnNode, list: 'children' | 'dependencies' | 'dependents', other: OwnNode): void {
  if (node[list] === NONE) node[list] = [other];
  else node[list].push(other);
}

/** The phase of each pair of template and status, worked out once and not once a task. */
function phaseTable(header: Header, lifecycles: Lifecycles) {
  return header.templates.map((template) => {
    const lifecycle = lifecycles(template);
    return header.statuses.map((status) => phaseOf(lifecycle, status));
  });
}

class Vocabulary {
  readonly words: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}
