import { reevaluate } from '../graph/blocking.ts';
import { RingSearch } from '../graph/cycle.ts';
import type { Draft } from '../record/draft.ts';
import type { Settings } from '../settings.ts';
import { childId, compareIds, isTaskId, rootId, TASK_PREFIX } from '../task/id.ts';
import { BLOCKED, type Task } from '../task/task.ts';
import { initialState, type Lifecycle, phaseOf } from '../template/lifecycle.ts';
import type { ForeignExport, ForeignItem, Skipped } from './foreign-item.ts';

export interface ImportOptions {
  readonly tasks: Settings['tasks'];
  readonly agent: string;
  /** The tasks that are here already, by their source. */
  readonly bySource: ReadonlyMap<string, string>;
  /** Keep ids and every field as they are: for an export of lra into an empty project. */
  readonly keepIds: boolean;
}

export interface Imported {
  readonly imported: number;
  readonly skipped: readonly Skipped[];
  /** The id here of each foreign id, also of those that were here already. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Adds the items of an export to the graph. A bad link is dropped and listed, its item stays. Statuses are kept as they
 * came, even where they break a rule; only an unstarted task is blocked while its dependencies are unfinished.
 */
export function importItems(draft: Draft, source: ForeignExport, options: ImportOptions): Imported {
  const skipped = [...source.skipped];
  const fresh = source.items.filter((item) => !isHere(item, options, skipped));
  const ids = new Map<string, string>();
  for (const item of source.items) {
    const here = options.bySource.get(item.source);
    if (here) ids.set(item.foreignId, here);
  }
  const ordered = place(draft, fresh, ids, options, skipped);
  const linked = ordered.map((item) => ({ item, dependencies: linksOf(item, ids, skipped) }));
  linked.sort((a, b) => compareIds(ids.get(a.item.foreignId)!, ids.get(b.item.foreignId)!));
  const finished = finishedIds(draft, ordered, ids);
  for (const { item, dependencies } of linked) {
    const task = taskOf(draft, item, ids.get(item.foreignId)!, dependencies, options);
    const waits =
      task.dependency_type === 'all'
        ? !dependencies.every((id) => finished.has(id))
        : !dependencies.some((id) => finished.has(id));
    const isUnstarted = phaseOf(draft.graph.lifecycles(task.template), task.status) === 'unstarted';
    create(
      draft,
      item,
      waits && isUnstarted && dependencies.length > 0 ? { ...task, status: BLOCKED } : task,
    );
  }
  for (const [key, n] of options.keepIds ? source.counters : []) {
    if (n > draft.graph.lastNumber(key)) draft.setCounter(key, n);
  }
  const lineOf = new Map(ordered.map((item) => [ids.get(item.foreignId)!, item.line]));
  cutRings(draft, lineOf, skipped);
  reevaluate(
    draft,
    ordered.flatMap((item) => draft.graph.find(ids.get(item.foreignId)!) ?? []),
  );
  return { imported: ordered.length, skipped: skipped.sort((a, b) => a.line - b.line), ids };
}

function isHere(item: ForeignItem, options: ImportOptions, skipped: Skipped[]): boolean {
  const here = options.bySource.get(item.source);
  if (here) skipped.push({ line: item.line, reason: `${item.foreignId} is here already as ${here}` });
  return here !== undefined;
}

/** Gives every item its id, a parent before its children, and returns them in that order. */
function place(
  draft: Draft,
  items: readonly ForeignItem[],
  ids: Map<string, string>,
  options: ImportOptions,
  skipped: Skipped[],
): ForeignItem[] {
  const waiting = new Map(items.map((item) => [item.foreignId, item]));
  const below = new Map<string | null, ForeignItem[]>();
  for (const item of items) {
    const parent =
      item.parent !== null && (waiting.has(item.parent) || ids.has(item.parent)) ? item.parent : null;
    if (item.parent !== null && parent === null) {
      skipped.push({ line: item.line, reason: `${item.foreignId}: the parent ${item.parent} is not there` });
    }
    const siblings = below.get(parent);
    if (siblings) siblings.push(item);
    else below.set(parent, [item]);
  }
  const drawn = new Map<string, number>();
  const ordered: ForeignItem[] = [];
  const queue: (string | null)[] = [null, ...ids.keys()];
  const visit = (parent: string | null) => {
    for (const item of below.get(parent) ?? []) {
      if (!waiting.delete(item.foreignId)) continue;
      ids.set(
        item.foreignId,
        idOf(draft, item, parent === null ? null : ids.get(parent)!, drawn, options, skipped),
      );
      ordered.push(item);
      queue.push(item.foreignId);
    }
  };
  for (let at = 0; at < queue.length; at++) visit(queue[at]!);
  // What is left are rings of parents: their first member becomes a root.
  for (const item of [...waiting.values()]) {
    if (!waiting.has(item.foreignId)) continue;
    skipped.push({ line: item.line, reason: `${item.foreignId}: the parent ${item.parent} is below it` });
    below.set(null, [item]);
    const from = queue.length;
    visit(null);
    for (let at = from; at < queue.length; at++) visit(queue[at]!);
  }
  return ordered;
}

function idOf(
  draft: Draft,
  item: ForeignItem,
  parent: string | null,
  drawn: Map<string, number>,
  options: ImportOptions,
  skipped: Skipped[],
): string {
  if (options.keepIds && (item.parent === null) === (parent === null)) return item.foreignId;
  const draw = (key: string) => {
    const n = (drawn.get(key) ?? draft.graph.lastNumber(key)) + 1;
    drawn.set(key, n);
    return n;
  };
  if (parent !== null) {
    const id = childId(parent, draw(parent));
    if (isTaskId(id)) return id;
    skipped.push({
      line: item.line,
      reason: `${item.foreignId}: the parent ${item.parent} is nested too deep`,
    });
  }
  return rootId(TASK_PREFIX, draw(TASK_PREFIX));
}

function linksOf(item: ForeignItem, ids: ReadonlyMap<string, string>, skipped: Skipped[]): string[] {
  return item.dependencies.flatMap((foreign) => {
    const id = ids.get(foreign);
    if (id && id !== ids.get(item.foreignId)) return [id];
    const reason = id ? 'depends on itself' : `the dependency ${foreign} is not there`;
    skipped.push({ line: item.line, reason: `${item.foreignId}: ${reason}` });
    return [];
  });
}

function create(draft: Draft, item: ForeignItem, task: Task): void {
  draft.create(task);
  if (item.brief !== null) draft.addBrief(task.id, item.brief);
  if (item.records.length > 0) draft.addHistory(task.id, item.records);
}

/** The ids that satisfy who depends on them: imported ones and those they link to here. */
function finishedIds(
  draft: Draft,
  items: readonly ForeignItem[],
  ids: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const finished = new Set<string>();
  for (const id of ids.values()) if (draft.graph.find(id)?.phase === 'finished') finished.add(id);
  for (const item of items) {
    const { status } = item;
    const isFinished =
      typeof status === 'object'
        ? phaseOf(draft.graph.lifecycles(item.template ?? ''), status.exactly) === 'finished'
        : status === 'finished';
    if (isFinished) finished.add(ids.get(item.foreignId)!);
  }
  return finished;
}

function taskOf(
  draft: Draft,
  item: ForeignItem,
  id: string,
  dependencies: readonly string[],
  options: ImportOptions,
): Task {
  if (options.keepIds && item.task?.id === id) return { ...item.task, dependencies };
  const template = item.template ?? options.tasks.default_template;
  const lifecycle = draft.graph.lifecycles(template);
  const cut = id.lastIndexOf('_');
  const status = statusOf(item, lifecycle);
  return {
    id,
    description: item.description,
    template,
    priority: item.priority,
    status,
    parent_id: draft.graph.find(id.slice(0, cut)) ? id.slice(0, cut) : null,
    output_req: item.outputReq ?? options.tasks.default_output_req,
    dependencies,
    dependency_type: item.dependencyType,
    deadline: item.deadline,
    module: item.module,
    labels: [...item.labels],
    variables: item.variables,
    source: item.source,
    task_file: `tasks/${id}.md`,
    created_at: item.createdAt ?? draft.at,
    updated_at: item.updatedAt ?? draft.at,
    finished_at: phaseOf(lifecycle, status) === 'finished' ? (item.finishedAt ?? draft.at) : null,
    created_by: item.createdBy ?? options.agent,
    version: 1,
  };
}

function statusOf(item: ForeignItem, lifecycle: Lifecycle | undefined): string {
  if (typeof item.status === 'object') return item.status.exactly;
  if (!lifecycle || item.status === 'unstarted') return lifecycle ? initialState(lifecycle) : 'pending';
  const wanted = item.status;
  const state = lifecycle.states.find((one) => phaseOf(lifecycle, one) === wanted);
  return (wanted === 'started' ? lifecycle.claim_state : null) ?? state ?? initialState(lifecycle);
}

/** Drops one dependency of each ring, the one whose task stands last in the export. */
function cutRings(draft: Draft, lineOf: ReadonlyMap<string, number>, skipped: Skipped[]): void {
  const search = new RingSearch();
  for (const node of draft.graph.nodes) {
    for (let ring = search.find([node]); ring; ring = search.find([node])) {
      cutRing(draft, ring, lineOf, skipped);
    }
  }
}

function cutRing(
  draft: Draft,
  ring: readonly string[],
  lineOf: ReadonlyMap<string, number>,
  skipped: Skipped[],
): void {
  const around = new Set(ring);
  const cut = ring
    .filter((id) => lineOf.has(id))
    .sort((a, b) => lineOf.get(b)! - lineOf.get(a)!)
    .map((id) => ({ id, on: draft.graph.find(id)!.dependencies.find((one) => around.has(one.id))?.id }))
    .find(({ on }) => on !== undefined);
  if (!cut) throw new Error(`a ring without an imported dependency: ${ring.join(' ')}`);
  const left = draft.task(cut.id)!.dependencies.filter((id) => id !== cut.on);
  draft.update(cut.id, { dependencies: left });
  skipped.push({ line: lineOf.get(cut.id)!, reason: `${cut.id}: the dependency ${cut.on} closes a ring` });
}
