import { expect } from 'vitest';
import { contextFor } from '../../src/app/build-context.ts';
import type { Deps } from '../../src/app/deps.ts';
import { explainTask } from '../../src/app/explain-task.ts';
import { listTasks } from '../../src/app/list-tasks.ts';
import { value } from '../unit/lease/support.ts';
import type { World } from './world.ts';

/** Everyone who says what is ready says the same, in the same order where there is one, and as the contract has it. */
export async function expectAgreement(deps: Deps, world: World, budget: number): Promise<void> {
  const ready = world.ready(deps.asker.agent);
  const listed = value(await listTasks(deps, { ready: true, limit: 0 })).tasks.map(({ id }) => id);
  expect(listed.toSorted(), 'list --ready').toEqual(ready.toSorted());
  for (const id of world.ids) {
    const { ready: isReady, reasons } = value(await explainTask(deps, { id }));
    expect(isReady, `why ${id}`).toBe(ready.includes(id));
    expect(reasons.length === 0, `why ${id}`).toBe(isReady);
  }
  const { document } = value(await contextFor(deps, { budget }));
  const small = (id: string) => world.task(id).output_req !== '64k';
  for (const [section, expected] of [
    ['can_take', ready.filter(small)],
    ['needs_split', ready.filter((id) => !small(id))],
  ] as const) {
    const shown = document[section].map(({ id }) => id);
    expect(shown, `context: ${section}`).toEqual(expected.slice(0, shown.length));
    expect(shown.length + (document.omitted[section] ?? 0), `context: ${section}`).toBe(expected.length);
  }
}
