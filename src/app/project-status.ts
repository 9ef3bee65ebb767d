import { OVERVIEW_LISTS, type OverviewList, overviewOf } from '../core/context/overview.ts';
import type { Failure } from '../core/failure.ts';
import type { GraphNode } from '../core/graph/node.ts';
import { failureBehind, type Stuck } from '../core/graph/stuck.ts';
import { ok, type Result } from '../core/result.ts';
import { type ProgressJson, progressJson } from '../core/run/progress.ts';
import type { Task } from '../core/task/task.ts';
import type { View } from '../ports/store.ts';
import { type Deps, momentOf } from './deps.ts';

/** A task of the overview. */
export interface StatusLine
  extends Pick<Task, 'id' | 'description' | 'priority' | 'status' | 'output_req' | 'deadline'> {
  /** Who holds it, or held it, since when, and the last sign of life; UTC, ISO 8601. */
  readonly agent?: string;
  readonly since?: string;
  readonly last_heartbeat?: string;
  /** How far it is, as its agent last said. */
  readonly progress?: ProgressJson;
  /** Why it can never become ready: the task that failed, and the next one on the way there. */
  readonly failed?: string;
  readonly via?: string;
}

/** How a project stands, the most urgent of each kind first: `omitted` says how many tasks of a kind there are beside those that are listed. */
export interface ProjectStatusAnswer extends Record<OverviewList, readonly StatusLine[]> {
  readonly project: string;
  /** Whether all that there is to do was done; under `doc_enforcement: strict` that includes the documentation. */
  readonly done: boolean;
  /** Numbers of tasks; `ready` for the asker. */
  readonly stats: {
    readonly total: number;
    readonly finished: number;
    readonly ready: number;
    readonly by_status: { readonly [status: string]: number };
  };
  readonly omitted: { readonly [list: string]: number };
}

/** How many tasks of a kind fit on one screen beside the others. */
const MOST = 8;

/** Shows how the project stands, on one screen. */
export async function projectStatus(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'project' | 'settings' | 'progress'>,
): Promise<Result<ProjectStatusAnswer, Failure>> {
  const moment = momentOf(deps);
  const read = await deps.store.read({ kind: 'project' }, (view) => {
    const { graph } = view;
    const { finished, ready, lists, stuck } = overviewOf(graph, deps.asker, moment, MOST);
    const omitted = OVERVIEW_LISTS.flatMap((list) => {
      const more = lists[list].total - lists[list].nodes.length;
      return more > 0 ? [[list, more] as const] : [];
    });
    const shown = OVERVIEW_LISTS.map((list) => [
      list,
      lists[list].nodes.map((node) => statusLine(view, node, stuck)),
    ]);
    const mustDocument = deps.settings.system_check.doc_enforcement === 'strict';
    const closed = finished + (mustDocument ? 0 : lists.documentation.total);
    return {
      project: deps.project.name,
      done: graph.size > 0 && closed === graph.size,
      stats: { total: graph.size, finished, ready, by_status: Object.fromEntries(graph.byStatus) },
      ...(Object.fromEntries(shown) as Record<OverviewList, readonly StatusLine[]>),
      omitted: Object.fromEntries(omitted),
    };
  });
  return read.ok ? ok({ ...read.value, ...(await progressOf(deps, read.value, moment.now)) }) : read;
}

/** The kinds of tasks that someone works on, or did. */
const LEASED = ['held', 'orphaned', 'paused'] as const;

/** The lists of tasks that have a lease, each with how far it is. */
async function progressOf(
  deps: Pick<Deps, 'progress'>,
  answer: ProjectStatusAnswer,
  now: number,
): Promise<Partial<ProjectStatusAnswer>> {
  if (LEASED.every((list) => answer[list].length === 0)) return {};
  const board = await deps.progress();
  const withProgress = (line: StatusLine): StatusLine => {
    const progress = board.get(line.id);
    return progress ? { ...line, progress: progressJson(progress, now) } : line;
  };
  return Object.fromEntries(LEASED.map((list) => [list, answer[list].map(withProgress)]));
}

function statusLine(view: View, node: GraphNode, stuck: Stuck): StatusLine {
  const { id, description, priority, status, output_req, deadline } = view.task(node.id)!;
  const { lease } = node;
  const via = stuck.get(node);
  return {
    ...{ id, description, priority, status, output_req, deadline },
    ...(lease ? { agent: lease.agent, since: lease.claimed_at, last_heartbeat: lease.last_heartbeat } : {}),
    ...(via ? { failed: failureBehind(node, stuck).id, via: via.id } : {}),
  };
}
