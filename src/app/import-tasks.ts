import { type Failure, fail } from '../core/failure.ts';
import { Draft } from '../core/record/draft.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Task } from '../core/task/task.ts';
import type { ForeignExport, Skipped } from '../core/transfer/foreign-item.ts';
import { importItems } from '../core/transfer/import-items.ts';
import { readLraExport } from '../core/transfer/lra-format.ts';
import { readBeads } from '../core/transfer/read-beads.ts';
import type { View } from '../ports/store.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

export const IMPORT_FORMATS = ['lra', 'beads'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

const PROJECT = { kind: 'project' } as const;

export interface ImportRequest {
  /** The whole export. */
  readonly text: string;
  readonly from?: ImportFormat;
  /** Show what would come, and change nothing. */
  readonly dryRun?: boolean;
}

export interface ImportAnswer {
  /** How many tasks. */
  readonly imported: number;
  readonly skipped: readonly Skipped[];
  /** The id here of each foreign id. */
  readonly ids: { readonly [foreign: string]: string };
  /** The templates that imported tasks name and that are not here. */
  readonly missing_templates: readonly string[];
}

/**
 * Adds another tool's tasks, or another project's, in one transaction. An export of lra keeps its ids in an empty
 * project; elsewhere its tasks get new ones. With `dryRun` nothing is written, and no lock is taken.
 * Failures: usage (the text is no such export, no number left), corrupt_state (a ring is here), and those of the store.
 */
export async function importTasks(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'project'>,
  request: ImportRequest,
): Promise<Result<ImportAnswer, Failure>> {
  const from = request.from ?? 'lra';
  const source = from === 'beads' ? readBeads(request.text) : readLraExport(request.text);
  if (source.items.length === 0 && source.skipped.length > 0) return err(notAnExport(source, from));
  const head = headOf(deps, momentOf(deps), 'import');
  const decide = (view: View, draft: Draft): Result<ImportAnswer, Failure> => {
    const isEmpty = view.graph.size === 0 && view.graph.counters.size === 0;
    const done = importItems(draft, source, {
      tasks: deps.settings.tasks,
      agent: deps.asker.agent,
      bySource: sourcesHere(view, source, deps.project.project_id),
      keepIds: from === 'lra' && isEmpty,
    });
    if (!done.ok) return done;
    const { imported, skipped, ids, missingTemplates } = done.value;
    return ok({ imported, skipped, ids: plainObject(ids), missing_templates: missingTemplates });
  };
  if (!request.dryRun) return deps.store.transact(head, PROJECT, (tx) => decide(tx, tx.draft));
  const rehearsed = await deps.store.read(PROJECT, (view) => rehearse(view, head.at, decide));
  return rehearsed.ok ? rehearsed.value : rehearsed;
}

/** What a decision comes to on a draft that nobody keeps. */
function rehearse<T>(view: View, at: string, decide: (view: View, draft: Draft) => T): T {
  const draft = new Draft(view.graph, view.generation + 1, at, view.task, view.record);
  try {
    return decide(view, draft);
  } finally {
    draft.rollback();
  }
}

/**
 * Where each task here came from. For this project's own export each task comes from itself; and one that another
 * project made under the same id, at the same moment and by the same agent, came from there with its id kept.
 */
function sourcesHere(view: View, source: ForeignExport, projectId: string): ReadonlyMap<string, string> {
  const here = new Map<string, string>();
  for (const { id } of view.graph.nodes) {
    const origin = view.task(id)?.source;
    if (origin) here.set(origin, id);
    if (source.projectId === projectId) here.set(`lra:${projectId}/${id}`, id);
  }
  for (const { source: origin, task } of source.items) {
    if (task && !here.has(origin) && isSame(task, view.task(task.id))) here.set(origin, task.id);
  }
  return here;
}

/** Whether two tasks with the same id began as one. */
function isSame(there: Task, here: Task | undefined): boolean {
  return (['created_at', 'created_by', 'source'] as const).every((field) => here?.[field] === there[field]);
}

function notAnExport(source: ForeignExport, from: ImportFormat): Failure {
  const first = source.skipped[0]!;
  return fail(
    'usage',
    `nothing in this looks like an export of ${from}: line ${first.line} ${first.reason}`,
    {
      hint: `say where it comes from: --from ${IMPORT_FORMATS.join('|')}`,
      data: { skipped: source.skipped.slice(0, 20).map(({ line, reason }) => ({ line, reason })) },
    },
  );
}

/** Foreign ids may be any text, `__proto__` among them. */
function plainObject(ids: ReadonlyMap<string, string>): { [foreign: string]: string } {
  return Object.fromEntries(ids);
}
