import type { Moment } from '../core/lease/lease.ts';
import type { Making } from '../core/task/add.ts';
import type { Deps } from './deps.ts';

/** What a decision that makes tasks needs; loads the template engine, which no transaction can wait for. */
export async function makingFor(
  deps: Pick<Deps, 'asker' | 'project' | 'renderer' | 'settings'>,
  moment: Moment,
): Promise<Making> {
  return {
    renderer: await deps.renderer(),
    facts: briefFacts(deps),
    defaults: deps.settings.tasks,
    asker: deps.asker,
    moment,
  };
}

/** What a brief may say of more than its task. */
export function briefFacts({ project }: Pick<Deps, 'project'>): { readonly project: string } {
  return { project: project.name };
}
