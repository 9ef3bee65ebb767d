import { type GraphNode, isOver } from '../../core/graph/node.ts';
import { NodeList } from '../../core/graph/node-list.ts';
import { MostUrgent } from '../../core/graph/order.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import { UrgentHead } from '../../core/graph/urgent-head.ts';
import type { Lease } from '../../core/lease/lease.ts';
import { type Phase, phaseOf } from '../../core/template/lifecycle.ts';
import { CHECKSUM_LENGTH, checksum } from './checksum.ts';
import { ALIGNMENT, type ColumnSizes, columnsIn, encodeColumns } from './columns.ts';
import type { ProjectionIdentities } from './entry-file.ts';
import { RowTable } from './row-node.ts';

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

/** What a base's file says. */
export interface DecodedBase {
  readonly base: Base;
  /** Without their leases. */
  readonly nodes: NodeList;
  /** How many nodes have which status. */
  readonly byStatus: ReadonlyMap<string, number>;
  readonly urgent: UrgentHead | null;
}

interface Header extends Base {
  readonly format: number;
  readonly sizes: ColumnSizes;
  readonly statuses: readonly string[];
  /** How many nodes have which status. */
  readonly statusCounts: readonly number[];
  readonly templates: readonly string[];
  /** By template and status. */
  readonly phases: readonly (readonly Phase[])[];
  /** The rows of the open tasks that are taken first, in order, and whether there are no others. */
  readonly urgent: { readonly rows: readonly number[]; readonly isAll: boolean };
  /** The few nodes that have them, by row. */
  readonly labels: readonly (readonly [row: number, labels: readonly string[]])[];
  readonly modules: readonly (readonly [row: number, module: string])[];
}

const FORMAT = 4;

/** So many of the open tasks stand in order of urgency: more than are taken until the next base, locked ones among them. */
const URGENT = 1_000;

/** The bytes of a base, of nodes in id order. */
export function encodeBase(
  base: Base,
  { nodes, lifecycles }: { readonly nodes: readonly GraphNode[]; readonly lifecycles: Lifecycles },
  most = URGENT,
): Buffer[] {
  const statuses = new Vocabulary();
  const templates = new Vocabulary();
  const { sizes, bytes } = encodeColumns(nodes, {
    status: (word) => statuses.number(word),
    template: (word) => templates.number(word),
  });
  const labels: [number, readonly string[]][] = [];
  const modules: [number, string][] = [];
  const urgent = new MostUrgent(most);
  nodes.forEach((node, row) => {
    if (node.phase !== 'blocked' && !isOver(node)) urgent.offer(node);
    if (node.labels.length > 0) labels.push([row, node.labels]);
    if (node.module !== null) modules.push([row, node.module]);
  });
  const header: Header = {
    ...base,
    format: FORMAT,
    sizes,
    statuses: statuses.words,
    statusCounts: statuses.counts,
    templates: templates.words,
    phases: phaseTable(templates.words, statuses.words, lifecycles),
    urgent: { rows: rowsOf(urgent.taken().nodes, nodes), isAll: urgent.taken().total <= most },
    labels,
    modules,
  };
  const head = Buffer.from(`${JSON.stringify(header)}\n`);
  const padding = Buffer.alloc((ALIGNMENT - (head.length % ALIGNMENT)) % ALIGNMENT, '\n');
  const whole = Buffer.concat([head, padding, ...bytes]);
  return [whole, Buffer.from(checksum(whole), 'latin1')];
}

/** The base in a file's bytes; null when it is damaged or of another format. */
export function decodeBase(file: Buffer, lifecycles: Lifecycles): DecodedBase | null {
  const bytes = file.subarray(0, -CHECKSUM_LENGTH);
  if (file.toString('latin1', bytes.length) !== checksum(bytes)) return null;
  const end = bytes.indexOf(10);
  const header = end < 0 ? null : (JSON.parse(bytes.toString('utf8', 0, end)) as Header);
  if (header?.format !== FORMAT) return null;
  const whole = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  const columns = columnsIn(whole, Math.ceil((end + 1) / ALIGNMENT) * ALIGNMENT, header.sizes);
  if (!columns) return null;
  const phases = phaseTable(header.templates, header.statuses, lifecycles);
  const table = new RowTable(columns, {
    statuses: header.statuses,
    templates: header.templates,
    phases,
    labels: new Map(header.labels),
    modules: new Map(header.modules),
  });
  const nodes = NodeList.ofRows(table.count, (row) => table.node(row));
  const byStatus = new Map(header.statuses.map((status, at) => [status, header.statusCounts[at]!]));
  return { base: header, nodes, byStatus, urgent: urgentIn(header, table, phases) };
}

/** Null when templates changed since: other tasks may be open now. */
function urgentIn({ urgent, phases }: Header, table: RowTable, now: Header['phases']): UrgentHead | null {
  if (JSON.stringify(phases) !== JSON.stringify(now)) return null;
  return new UrgentHead(table.nodes(urgent.rows), urgent.isAll);
}

function rowsOf(some: readonly GraphNode[], nodes: readonly GraphNode[]): number[] {
  const rows = new Map(some.map((node) => [node, -1]));
  nodes.forEach((node, row) => {
    if (rows.has(node)) rows.set(node, row);
  });
  return [...rows.values()];
}

/** The phase of each pair of template and status, worked out once and not once a task. */
function phaseTable(
  templates: readonly string[],
  statuses: readonly string[],
  lifecycles: Lifecycles,
): readonly (readonly Phase[])[] {
  return templates.map((template) => {
    const lifecycle = lifecycles(template);
    return statuses.map((status) => phaseOf(lifecycle, status));
  });
}

/** Numbers words in the order they come, and counts them. */
class Vocabulary {
  readonly words: string[] = [];
  readonly counts: number[] = [];
  readonly #numbers = new Map<string, number>();

  number(word: string): number {
    const number = this.#numbers.get(word) ?? this.#add(word);
    this.counts[number]!++;
    return number;
  }

  #add(word: string): number {
    this.#numbers.set(word, this.words.length);
    this.counts.push(0);
    return this.words.push(word) - 1;
  }
}
