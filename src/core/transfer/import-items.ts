import { taskFault } from '../check/task-fault.ts';
import type { Failure } from '../failure.ts';
import { reevaluate } from '../graph/blocking.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import type { Settings } from '../settings.ts';
import { compareIds, idOrigin, isTaskId, rootId, TASK_PREFIX, withNewIds } from '../task/id.ts';
import { refuseId } from '../task/refusals.ts';
import { BLOCKED, type Task } from '../task/task.ts';
import { initialState, type Lifecycle, phaseOf } from '../template/lifecycle.ts';
import { cutRings } from './cut-rings.ts';
import type { ForeignExport, ForeignItem, Skipped } from './foreign-item.ts';
import { placeItems } from './place-items.ts';

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
  /** The templates that imported tasks name and that are not here. */
  readonly missingTemplates: readonly string[];
}

/**
 * Adds the items of an export to the graph. A bad link is dropped and listed, its item stays. Statuses are kept as they
 * came, even where they break a rule; only an unstarted task is blocked while its dependencies are unfinished.
 * Failures: usage (no number left), corrupt_state (the tasks here wait for each other in a ring).
 */
export function importItems(
  draft: Draft,
  source: ForeignExport,
  options: ImportOptions,
): Result<Imported, Failure> {
  const skipped = [...source.skipped];
  const fresh = source.items.filter(
    (item) => !isHere(item, options, skipped) && isSound(draft, item, options, skipped),
  );
  const ids = new Map<string, string>();
  for (const item of source.items) {
    const here = options.bySource.get(item.source);
    if (here) ids.set(item.foreignId, here);
  }
  const drawn = options.keepIds ? numbersOf(source) : new Map<string, number>();
  const ordered = placeItems(draft, fresh, { ids, drawn, keepIds: options.keepIds }, skipped);
  for (const { foreignId } of ordered) {
    const refused = refuseId(ids.get(foreignId)!, null);
    if (refused) return err(refused);
  }
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
    const isBlocked = waits && isUnstarted && dependencies.length > 0;
    create(draft, item, isBlocked ? { ...task, status: BLOCKED } : task, ids);
  }
  for (const [key, n] of options.keepIds ? source.counters : []) {
    if (n > draft.graph.lastNumber(key)) draft.setCounter(key, n);
  }
  const lineOf = new Map(ordered.map((item) => [ids.get(item.foreignId)!, item.line]));
  const cut = cutRings(draft, lineOf, skipped);
  if (!cut.ok) return cut;
  const nodes = ordered.flatMap((item) => draft.graph.find(ids.get(item.foreignId)!) ?? []);
  reevaluate(draft, nodes);
  const templates = new Set(linked.map(({ item }) => templateOf(item, options)));
  const missingTemplates = [...templates].filter((name) => !draft.graph.lifecycles(name)).sort();
  skipped.sort((a, b) => a.line - b.line);
  return ok({ imported: ordered.length, skipped, ids, missingTemplates });
}

function isHere(item: ForeignItem, options: ImportOptions, skipped: Skipped[]): boolean {
  const here = options.bySource.get(item.source);
  if (here) skipped.push({ line: item.line, reason: `${item.foreignId} is here already as ${here}` });
  return here !== undefined;
}

/** Whether an item makes a task that can be read back; only its id, which is yet to come, is not its own. */
function isSound(draft: Draft, item: ForeignItem, options: ImportOptions, skipped: Skipped[]): boolean {
  const fault = taskFault(taskOf(draft, item, rootId(TASK_PREFIX, 1), [], options));
  if (fault) skipped.push({ line: item.line, reason: `${item.foreignId}: ${fault}` });
  return fault === null;
}

/** The highest number an export has drawn from each counter: new ids beside kept ones start above. */
function numbersOf(source: ForeignExport): Map<string, number> {
  const drawn = new Map(source.counters);
  for (const { foreignId } of source.items) {
    for (let id = foreignId; isTaskId(id); id = idOrigin(id).key) {
      const { key, n } = idOrigin(id);
      drawn.set(key, Math.max(n, drawn.get(key) ?? 0));
    }
  }
  return drawn;
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

function create(draft: Draft, item: ForeignItem, task: Task, ids: ReadonlyMap<string, string>): void {
  draft.create(task);
  if (item.brief !== null) draft.addBrief(task.id, withNewIds(item.brief, ids));
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
  const template = templateOf(item, options);
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

function templateOf(item: ForeignItem, options: ImportOptions): string {
  return item.template ?? options.tasks.default_template;
}

function statusOf(item: ForeignItem, lifecycle: Lifecycle | undefined): string {
  if (typeof item.status === 'object') return item.status.exactly;
  if (!lifecycle || item.status === 'unstarted') return lifecycle ? initialState(lifecycle) : 'pending';
  const wanted = item.status;
  const state = lifecycle.states.find((one) => phaseOf(lifecycle, one) === wanted);
  return (wanted === 'started' ? lifecycle.claim_state : null) ?? state ?? initialState(lifecycle);
}
