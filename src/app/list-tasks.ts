import type { Failure } from '../core/failure.ts';
import type { TaskGraph } from '../core/graph/graph.ts';
import type { GraphNode } from '../core/graph/node.ts';
import { Obstacles } from '../core/graph/obstacles.ts';
import { type Asker, type Moment, passesAsHolder } from '../core/lease/lease.ts';
import { err, ok, type Result } from '../core/result.ts';
import {
  type Fields,
  readFields,
  readName,
  readPriority,
  readTemplate,
  usageOf,
} from '../core/task/fields.ts';
import { findTask } from '../core/task/find.ts';
import { PRIORITIES } from '../core/task/task.ts';
import { type Deps, momentOf } from './deps.ts';
import { refuseUnknownStatuses } from './known-statuses.ts';
import { TaskPresenter } from './task-json.ts';
import { PAGE, type PageRequest, pageOf, type TaskPage } from './task-page.ts';

/** Which tasks are wanted; what is left out restricts nothing. */
export interface ListTasksRequest extends PageRequest {
  /** Any of these. */
  readonly statuses?: readonly string[] | undefined;
  readonly template?: string | undefined;
  readonly priority?: string | undefined;
  /** Its children. */
  readonly parent_id?: string | undefined;
  readonly label?: string | undefined;
  /** Leased to the asker, orphaned and paused ones among them. */
  readonly mine?: boolean | undefined;
  /** What the asker could claim as the next one. */
  readonly ready?: boolean | undefined;
}

const FILTER = {
  ...PAGE,
  template: readTemplate,
  priority: readPriority,
  label: (value: unknown) => readName(value, 'a label'),
};
type Filter = Fields<typeof FILTER> & Pick<ListTasksRequest, 'statuses' | 'mine' | 'ready'>;

/** Lists tasks in the order of their ids. Failures: usage, not_found (the parent), template_not_found. */
export async function listTasks(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'templates'>,
  request: ListTasksRequest = {},
): Promise<Result<TaskPage, Failure>> {
  const { statuses = [], mine, ready, parent_id, ...fields } = request;
  const read = readFields(FILTER, fields);
  if (!read.ok) return err(usageOf(read.failure));
  const filter: Filter = { ...read.value, statuses, mine, ready };
  const moment = momentOf(deps);
  const unknown = await unknownTemplate(deps, filter.template);
  const listed = await deps.store.read({ kind: 'project' }, (view): Result<TaskPage, Failure> => {
    const { graph } = view;
    const { template } = filter;
    if (unknown && !graph.nodes.some((node) => node.template === template)) return err(unknown);
    const status = refuseUnknownStatuses(statuses, deps.templates, graph);
    if (status) return err(status);
    const parent = parent_id === undefined ? null : findTask(graph, parent_id);
    if (parent && !parent.ok) return parent;
    const tests = testsOf(filter, graph, deps.asker, moment);
    const presenter = new TaskPresenter(view, deps.asker, moment);
    const present = ({ id }: GraphNode) => presenter.json(id);
    if (!parent && tests.length === 0) return ok(pageOf(graph, filter, present));
    const nodes = parent?.value.children ?? graph.nodes;
    const matching = nodes.filter((node) => tests.every((test) => test(node)));
    return ok(pageOf(matching, filter, present));
  });
  return listed.ok ? listed.value : listed;
}

/** Tasks may outlive their template: it is unknown only when no task has it either. */
async function unknownTemplate(
  { templates }: Pick<Deps, 'templates'>,
  name: string | undefined,
): Promise<Failure | null> {
  if (name === undefined || templates.names().includes(name)) return null;
  const found = await templates.get(name);
  return found.ok ? null : found.failure;
}

/** A matching task passes each of these. */
function testsOf(
  filter: Filter,
  graph: TaskGraph,
  asker: Asker,
  moment: Moment,
): readonly ((node: GraphNode) => boolean)[] {
  const { statuses = [], template, priority, label, mine, ready } = filter;
  const tests: ((node: GraphNode) => boolean)[] = [];
  if (statuses.length > 0) tests.push((node) => statuses.includes(node.status));
  if (template !== undefined) tests.push((node) => node.template === template);
  if (priority !== undefined) tests.push((node) => PRIORITIES[node.priority] === priority);
  if (label !== undefined) tests.push((node) => node.labels.includes(label));
  if (mine) tests.push(({ lease }) => lease !== null && passesAsHolder(lease, asker));
  if (ready) {
    const obstacles = new Obstacles(graph, moment, asker);
    tests.push((node) => obstacles.isReady(node));
  }
  return tests;
}
