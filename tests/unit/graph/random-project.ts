import fc from 'fast-check';
import type { Lease } from '../../../src/core/lease/lease.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { lease, task } from '../query/world.ts';

export const { lifecycles } = memoryApp().templates;

const MOST_TASKS = 14;

interface Drawn {
  readonly below: number | null;
  readonly status: number;
  readonly dependencies: readonly number[];
  readonly any: boolean;
  readonly lease: Partial<Lease> | null;
}

const drawnTask: fc.Arbitrary<Drawn> = fc.record({
  below: fc.option(fc.nat(MOST_TASKS - 1)),
  status: fc.nat(4),
  dependencies: fc.uniqueArray(fc.nat(MOST_TASKS - 1), { maxLength: 3 }),
  any: fc.boolean(),
  lease: fc.option(
    fc.record({
      agent: fc.constantFrom('ann', 'bob'),
      status: fc.constantFrom('claimed' as const, 'paused' as const),
      published: fc.boolean(),
      expires_at: fc.constantFrom('2026-01-01T00:05:00.000Z', '2026-01-01T00:15:00.000Z'),
    }),
    { freq: 3 },
  ),
});

/** A small project of every shape: a forest with dependencies, statuses and leases that need not make sense together. */
export const randomProject = fc.array(drawnTask, { minLength: 1, maxLength: MOST_TASKS }).map(build);

function build(drawn: readonly Drawn[]): { tasks: readonly Task[]; leases: readonly Lease[] } {
  const ids: string[] = [];
  const children = new Map<string, number>();
  for (const { below } of drawn) {
    const parent = below === null ? undefined : ids[below];
    const key = parent ?? '';
    const n = (children.get(key) ?? 0) + 1;
    children.set(key, n);
    ids.push(parent ? `${parent}_${String(n).padStart(2, '0')}` : `task_${String(n).padStart(3, '0')}`);
  }
  const statuses = ['open', 'working', 'done', 'dead', 'blocked'];
  return {
    tasks: drawn.map(({ status, dependencies, any }, i) =>
      task(ids[i]!, {
        template: 'fragile',
        status: statuses[status]!,
        dependencies: dependencies.filter((j) => j < i).map((j) => ids[j]!),
        dependency_type: any ? 'any' : 'all',
      }),
    ),
    leases: drawn.flatMap((one, i) => (one.lease ? [lease(ids[i]!, { ...one.lease, token: i + 1 })] : [])),
  };
}
