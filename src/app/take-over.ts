import { planTakeover, type TakeoverPlan } from '../core/codebase/plan.ts';
import type { Report } from '../core/codebase/report.ts';
import { type Failure, fail } from '../core/failure.ts';
import { type GraphNode, isOver } from '../core/graph/node.ts';
import type { JsonObject } from '../core/json.ts';
import { split } from '../core/plan/split.ts';
import { err, ok, type Result } from '../core/result.ts';
import { create } from '../core/task/create.ts';
import type { View } from '../ports/store.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { makingFor } from './making.ts';
import { withTemplates } from './planned-parts.ts';
import { runSystemCheck, type SystemCheckRequest } from './system-check.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

/** An import that the plan leaves out, because the modules import each other in a ring; by their names. */
export interface CutImport {
  readonly from: string;
  readonly to: string;
}

/** The task tree in which the code would be taken over; its parts are as `split` takes them. */
export interface TakeoverPreview {
  readonly plan: {
    readonly parent: TakeoverPlan['parent'] & {
      readonly labels: readonly string[];
      readonly variables: JsonObject;
    };
    readonly parts: TakeoverPlan['parts'];
  };
  readonly cut: readonly CutImport[];
}

export interface TakeoverAnswer {
  readonly parent: TaskJson;
  /** Each behind those it depends on; empty when an earlier tree stands. */
  readonly created: readonly TaskJson[];
  readonly cut: readonly CutImport[];
  /** Whether there was one that is not finished: nothing was created then. */
  readonly already: boolean;
}

type CheckDeps = Parameters<typeof runSystemCheck>[0];
type TakeoverDeps = CheckDeps & Pick<Deps, 'store' | 'asker' | 'processes' | 'templates' | 'renderer'>;

/** By these a later call finds the tree of an earlier one: anyone may give a task a label of that name. */
const LABEL = 'takeover';
const MARK = { made_by: 'system-check' };

/** Plans the tasks that take the code over, and creates nothing. Failures: incremental_mode, module_not_found (no code), io_error. */
export async function previewTakeover(
  deps: CheckDeps,
  request: SystemCheckRequest = {},
): Promise<Result<TakeoverPreview, Failure>> {
  const checked = await runSystemCheck(deps, request);
  if (!checked.ok) return checked;
  const refused = refuseTakeover(checked.value);
  if (refused) return err(refused);
  const codeBase = await deps.codeBase();
  const survey = await codeBase.survey();
  if (!survey.ok) return survey;
  const { parent, parts, cut } = planTakeover(survey.value, deps.project.name, deps.settings.lang);
  return ok({
    plan: { parent: { ...parent, labels: [LABEL], variables: MARK }, parts },
    cut: cut.map(({ from, to }) => ({ from: from.name, to: to.name })),
  });
}

/**
 * Creates these tasks, all or none. While the tree of an earlier call is not finished, that one stands and nothing is created.
 * Failures: incremental_mode, module_not_found (no code), io_error, template_not_found, invalid_template.
 */
export async function applyTakeover(
  deps: TakeoverDeps,
  request: SystemCheckRequest = {},
): Promise<Result<TakeoverAnswer, Failure>> {
  const preview = await previewTakeover(deps, request);
  if (!preview.ok) return preview;
  const { plan, cut } = preview.value;
  const parentTemplate = await deps.templates.get(deps.settings.tasks.default_template);
  if (!parentTemplate.ok) return parentTemplate;
  const parts = await withTemplates(deps, plan.parts, parentTemplate.value.name);
  if (!parts.ok) return parts;
  const moment = momentOf(deps);
  const making = await makingFor(deps, moment);
  return deps.store.transact(
    headOf(deps, moment, 'system-check'),
    { kind: 'project' },
    (tx): Result<TakeoverAnswer, Failure> => {
      const tasks = new TaskPresenter(tx, deps.asker, moment);
      const earlier = openTakeover(tx);
      if (earlier) return ok({ parent: tasks.json(earlier.id), created: [], cut: [], already: true });
      const input = { fields: plan.parent, template: parentTemplate.value, parentId: null };
      const id = create(tx.draft, input, making);
      if (!id.ok) return id;
      const ids = split(tx.draft, { id: id.value, parts: parts.value }, making);
      if (!ids.ok) return ids;
      const created = ids.value.map((part) => tasks.json(part));
      return ok({ parent: tasks.json(id.value), created, cut, already: false });
    },
  );
}

/** Only in full mode, and only where there is code, is there a whole to take over. */
function refuseTakeover({ decision, reason, modules }: Report): Failure | null {
  if (decision === 'incremental') {
    return fail(
      'incremental_mode',
      'this code is taken over module by module, so there is no plan for the whole',
      {
        hint: 'create a task for one module: lra create "<description>" --module <name>',
        data: { reason },
      },
    );
  }
  if (modules.length > 0) return null;
  return fail('module_not_found', 'there is no module to take over: no source code was found', {
    hint: 'create the first task: lra create "<description>"',
  });
}

function openTakeover({ graph, task }: View): GraphNode | undefined {
  return graph.nodes.find(
    (node) =>
      node.parent === null &&
      !isOver(node) &&
      node.labels.includes(LABEL) &&
      task(node.id)?.variables.made_by === MARK.made_by,
  );
}
