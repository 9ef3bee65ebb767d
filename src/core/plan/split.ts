import type { Failure } from '../failure.ts';
import { findAnyCycle } from '../graph/cycle.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { refuseForeign } from '../lease/authority.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { addTask, type Making, type NewTask } from '../task/add.ts';
import { findTask } from '../task/find.ts';
import { childId, idOrigin, TASK_PREFIX } from '../task/id.ts';
import { dependencyCycle, refuseFinished, refuseMissing } from '../task/refusals.ts';
import type { Template } from '../template/template.ts';
import { inPart, type Part } from './read-plan.ts';

/** A part with the template it will have. */
export interface PlannedPart {
  readonly part: Part & Pick<NewTask, 'module'>;
  readonly template: Template;
}

/**
 * Creates the parts of a plan below a task, all or none, and returns their ids in the plan's order. Failures: not_found,
 * not_lease_holder, lease_lost, task_finished, dependency_not_found, dependency_cycle, invalid_template, usage (nested too deep, no number left).
 */
export function split(
  draft: Draft,
  { id, parts }: { readonly id: string; readonly parts: readonly PlannedPart[] },
  making: Making,
): Result<readonly string[], Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const parent = found.value;
  const refused =
    refuseForeign(draft, parent, making.asker, making.moment) ??
    refuseFinished(parent, 'nothing can be added below it');
  if (refused) return err(refused);
  const first = idOrigin(draft.nextId(TASK_PREFIX, id)).n;
  const ids = parts.map((_, i) => childId(id, first + i));
  const dependencies = resolve(draft.graph, parts, ids);
  if (!dependencies.ok) return dependencies;
  for (const [index, { part, template }] of parts.entries()) {
    const { key: _, template: __, ...fields } = part;
    const place = { id: ids[index]!, parent, template };
    const input = { ...place, fields: { ...fields, dependencies: dependencies.value[index]! } };
    const added = addTask(draft, input, making);
    if (!added.ok) return err(inPart(index, added.failure));
  }
  const waiting = ids.filter((_, i) => dependencies.value[i]!.length > 0);
  const ring = findAnyCycle(waiting.map((part) => draft.graph.find(part)!));
  if (!ring) return ok(ids);
  const names = new Map(parts.map(({ part }, i) => [ids[i]!, part.key ?? `parts[${i}]`]));
  const path = ring.map((at) => names.get(at) ?? at);
  return err(dependencyCycle(path, `see what the plan stands in: lra split ${id}, without --plan`));
}

/** The ids that each part depends on. A key goes before an id that reads the same: the plan's own word counts. */
function resolve(
  graph: TaskGraph,
  parts: readonly PlannedPart[],
  ids: readonly string[],
): Result<readonly (readonly string[])[], Failure> {
  const idOfKey = new Map(parts.map(({ part }, i) => [part.key, ids[i]!]));
  const resolved: (readonly string[])[] = [];
  for (const [index, { part }] of parts.entries()) {
    const named = part.dependencies ?? [];
    const unknown = refuseMissing(
      graph,
      named.filter((name) => !idOfKey.has(name)),
    );
    if (unknown) return err(inPart(index, unknown));
    resolved.push(named.map((name) => idOfKey.get(name) ?? name));
  }
  return ok(resolved);
}
