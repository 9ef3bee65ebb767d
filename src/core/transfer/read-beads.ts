import type { JsonObject, JsonValue } from '../json.ts';
import { quote, readLabels } from '../task/fields.ts';
import { PRIORITIES, type Priority } from '../task/task.ts';
import { type ForeignExport, type ForeignItem, readLines, type Skipped } from './foreign-item.ts';

const STARTED = ['in_progress', 'hooked'];
const FINISHED = ['closed'];
const DEPENDENCY_LINKS = ['blocks', 'blocked-by'];
const PARENT_LINK = 'parent-child';
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/;
/** Texts of an item beside its title: an agent needs them, the list of tasks does not. */
const TEXTS = ['notes', 'design', 'acceptance_criteria', 'close_reason', 'issue_type'] as const;

/** Reads the JSONL that beads exports. In a link, `issue_id` waits for (or belongs below) `depends_on_id`. */
export function readBeads(text: string): ForeignExport {
  const { objects, skipped } = readLines(text);
  const items: ForeignItem[] = [];
  const seen = new Set<string>();
  for (const { line, value } of objects) {
    const fault = faultOf(value, seen);
    if (fault) {
      skipped.push({ line, reason: fault });
      continue;
    }
    seen.add(String(value.id));
    items.push(readItem(line, value, skipped));
  }
  return { items, skipped: skipped.sort((a, b) => a.line - b.line), projectId: null, counters: new Map() };
}

function faultOf(value: JsonObject, seen: ReadonlySet<string>): string | null {
  if (typeof value.id !== 'string' || value.id === '') return 'has no id';
  if (typeof value.title !== 'string' || value.title.trim() === '') return `${value.id} has no title`;
  if (value.status === 'tombstone') return `${value.id} was deleted`;
  return seen.has(value.id) ? `${value.id} is there twice` : null;
}

function readItem(line: number, value: JsonObject, skipped: Skipped[]): ForeignItem {
  const id = String(value.id);
  const links = readLinks(line, value, skipped);
  const parents = [
    ...links.filter(({ type }) => type === PARENT_LINK).map(({ to }) => to),
    ...textOf(value.parent),
  ];
  const parent = parents[0] ?? null;
  const time = (given: JsonValue | undefined) => timeOf(line, id, given, skipped);
  for (const other of new Set(parents)) {
    if (other !== parent) skipped.push({ line, reason: `${id}: a second parent ${other} was dropped` });
  }
  return {
    line,
    foreignId: id,
    source: `beads:${id}`,
    description: String(value.title),
    status: statusOf(String(value.status)),
    template: null,
    priority: priorityOf(value.priority),
    outputReq: null,
    deadline: time(value.due_at ?? value.deadline),
    module: null,
    parent,
    dependencies: [
      ...new Set(links.filter(({ type }) => DEPENDENCY_LINKS.includes(type)).map(({ to }) => to)),
    ],
    dependencyType: 'all',
    labels: labelsOf(line, value, skipped),
    variables: variablesOf(value, links),
    createdAt: time(value.created_at),
    createdBy: textOf(value.created_by)[0] ?? null,
    updatedAt: time(value.updated_at),
    finishedAt: time(value.closed_at),
    brief: null,
    records: [],
    task: null,
  };
}

interface Link {
  readonly type: string;
  readonly to: string;
}

function readLinks(line: number, value: JsonObject, skipped: Skipped[]): Link[] {
  if (value.dependencies === undefined || value.dependencies === null) return [];
  const rows = Array.isArray(value.dependencies) ? value.dependencies : [value.dependencies];
  return rows.flatMap((row) => {
    const link = row as JsonObject | null;
    const to = typeof link === 'object' ? link?.depends_on_id : undefined;
    if (typeof to === 'string' && to !== '') return [{ type: String(link?.type ?? 'blocks'), to }];
    skipped.push({ line, reason: `${value.id}: a link without depends_on_id was dropped` });
    return [];
  });
}

function variablesOf(value: JsonObject, links: readonly Link[]): JsonObject {
  const others = links.filter(({ type }) => type !== PARENT_LINK && !DEPENDENCY_LINKS.includes(type));
  const variables: JsonObject = {};
  if (typeof value.description === 'string' && value.description !== '')
    variables.details = value.description;
  for (const key of TEXTS)
    if (typeof value[key] === 'string' && value[key] !== '') variables[key] = value[key];
  if (others.length > 0) variables.links = others.map(({ type, to }) => ({ type, to }));
  return variables;
}

function statusOf(status: string): 'unstarted' | 'started' | 'finished' {
  if (FINISHED.includes(status)) return 'finished';
  return STARTED.includes(status) ? 'started' : 'unstarted';
}

/** P4 becomes P3; anything unreadable is beads' own default. */
function priorityOf(value: JsonValue | undefined): Priority {
  const number = typeof value === 'string' ? Number(value.replace(/^P/i, '')) : value;
  return typeof number === 'number' && number >= 0
    ? (PRIORITIES[Math.min(Math.trunc(number), 3)] ?? 'P2')
    : 'P2';
}

/** UTC ISO 8601; a year has four digits, also in UTC. */
function timeOf(line: number, id: string, value: JsonValue | undefined, skipped: Skipped[]): string | null {
  if (value === undefined || value === null || value === '') return null;
  const time = typeof value === 'string' && ISO.test(value) ? Date.parse(value) : Number.NaN;
  const moment = Number.isNaN(time) ? '' : new Date(time).toISOString();
  if (ISO.test(moment)) return moment;
  skipped.push({ line, reason: `${id}: the time ${quote(value)} was dropped, it is no ISO 8601 time` });
  return null;
}

function labelsOf(line: number, { id, labels }: JsonObject, skipped: Skipped[]): string[] {
  const kept = new Set<string>();
  for (const label of Array.isArray(labels) ? labels : []) {
    const read = readLabels([label]);
    if (read.ok) kept.add(read.value[0]!);
    else skipped.push({ line, reason: `${id}: a label was dropped: ${read.failure}` });
  }
  return [...kept];
}

function textOf(value: JsonValue | undefined): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
