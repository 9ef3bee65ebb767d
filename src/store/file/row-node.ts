import { NONE, type OwnNode } from '../../core/graph/seed.ts';
import type { Lease } from '../../core/lease/lease.ts';
import type { DependencyType } from '../../core/task/task.ts';
import type { Phase } from '../../core/template/lifecycle.ts';
import { ANY, type Columns, type Neighbours, PRIORITY } from './columns.ts';

/** What the numbers in the columns stand for, and what few nodes have. */
export interface Meanings {
  readonly statuses: readonly string[];
  readonly templates: readonly string[];
  /** By the numbers of template and status. */
  readonly phases: readonly (readonly Phase[])[];
  readonly labels: Map<number, readonly string[]>;
  readonly modules: Map<number, string | null>;
}

/** The rows as nodes, each made when it is asked for first. What is written to a node may be written to its row. */
export class RowTable {
  readonly columns: Columns;
  readonly meanings: Meanings;
  readonly #nodes: (RowNode | undefined)[];

  constructor(columns: Columns, meanings: Meanings) {
    this.columns = columns;
    this.meanings = meanings;
    this.#nodes = new Array(this.count);
  }

  get count(): number {
    return this.columns.parents.length;
  }

  /** The nodes of some rows, each time they are gone through. */
  nodes(rows: readonly number[]): Iterable<OwnNode> {
    const node = (row: number) => this.node(row);
    return {
      *[Symbol.iterator]() {
        for (const row of rows) yield node(row);
      },
    };
  }

  node(row: number): OwnNode {
    const known = this.#nodes[row];
    if (known) return known;
    const made = new RowNode(this, row);
    this.#nodes[row] = made;
    return made;
  }
}

const NO_LABELS: readonly string[] = Object.freeze([]);

/**
 * A node that takes what every scan asks for from its row at once, and the rest when it is asked for: a scan of 100,000
 * takes as long as the memory it fills.
 */
class RowNode implements OwnNode {
  readonly #table: RowTable;
  readonly #row: number;
  #links: Links | null = null;
  template: string;
  status: string;
  phase: Phase;
  priority: number;
  size: number;
  dependencyType: DependencyType;
  dependentCount: number;
  parent: OwnNode | null;
  lease: Lease | null = null;

  constructor(table: RowTable, row: number) {
    const { columns, meanings } = table;
    const template = columns.templates[row]!;
    const status = columns.statuses[row]!;
    const flags = columns.flags[row]!;
    const parent = columns.parents[row]!;
    this.#table = table;
    this.#row = row;
    this.template = meanings.templates[template]!;
    this.status = meanings.statuses[status]!;
    this.phase = meanings.phases[template]![status]!;
    this.priority = flags & PRIORITY;
    this.size = columns.sizes[row]!;
    this.dependencyType = flags & ANY ? 'any' : 'all';
    this.dependentCount = countAt(columns.dependents, row);
    // An id holds its parent's and has 200 characters at most: no chain of parents is long.
    this.parent = parent < 0 ? null : table.node(parent);
  }

  get id(): string {
    const { ids, idEnds } = this.#table.columns;
    return ids.slice(startOf(idEnds, this.#row), idEnds[this.#row]!);
  }

  get createdAt(): number {
    return this.#table.columns.creations[this.#row]!;
  }

  get deadline(): number {
    return this.#table.columns.deadlines[this.#row]!;
  }

  set deadline(deadline: number) {
    this.#table.columns.deadlines[this.#row] = deadline;
  }

  get labels(): readonly string[] {
    return this.#table.meanings.labels.get(this.#row) ?? NO_LABELS;
  }

  set labels(labels: readonly string[]) {
    this.#table.meanings.labels.set(this.#row, labels);
  }

  get module(): string | null {
    return this.#table.meanings.modules.get(this.#row) ?? null;
  }

  set module(module: string | null) {
    this.#table.meanings.modules.set(this.#row, module);
  }

  get children(): OwnNode[] {
    if (this.#links === null && countAt(this.#table.columns.children, this.#row) === 0) return NONE;
    return this.#linked().children;
  }

  set children(children: OwnNode[]) {
    this.#linked().children = children;
  }

  get dependencies(): OwnNode[] {
    if (this.#links === null && countAt(this.#table.columns.dependencies, this.#row) === 0) return NONE;
    return this.#linked().dependencies;
  }

  set dependencies(dependencies: OwnNode[]) {
    this.#linked().dependencies = dependencies;
  }

  get dependents(): OwnNode[] {
    if (this.#links === null && this.dependentCount === 0) return NONE;
    return this.#linked().dependents;
  }

  set dependents(dependents: OwnNode[]) {
    this.#linked().dependents = dependents;
  }

  #linked(): Links {
    this.#links ??= {
      children: neighboursIn(this.#table, this.#table.columns.children, this.#row),
      dependencies: neighboursIn(this.#table, this.#table.columns.dependencies, this.#row),
      dependents: neighboursIn(this.#table, this.#table.columns.dependents, this.#row),
    };
    return this.#links;
  }
}

type Links = Pick<OwnNode, 'children' | 'dependencies' | 'dependents'>;

function neighboursIn(table: RowTable, { ends, rows }: Neighbours, row: number): OwnNode[] {
  const start = startOf(ends, row);
  const end = ends[row]!;
  if (start === end) return NONE;
  const found = [table.node(rows[start]!)];
  for (let at = start + 1; at < end; at++) found.push(table.node(rows[at]!));
  return found;
}

function countAt({ ends }: Neighbours, row: number): number {
  return ends[row]! - startOf(ends, row);
}

function startOf(ends: Int32Array, row: number): number {
  return row === 0 ? 0 : ends[row - 1]!;
}
