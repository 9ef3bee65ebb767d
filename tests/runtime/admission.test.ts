import { expect, test } from 'vitest';
import type { ResourceSample, Usage } from '../../src/core/run/resources.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { Admission } from '../../src/runtime/admission.ts';
import type { WorkDeps } from '../../src/runtime/work-deps.ts';

/** An admission of four, on a machine whose use the test says. */
function admission() {
  const used = { cpu: 0, memory: 0, disk: 0 };
  const events: string[] = [];
  const usage = (share: number): Usage => ({ used: share, total: 1, share });
  const sample = (): ResourceSample => ({
    at: '',
    machine: { cpu: usage(used.cpu), memory: usage(used.memory), disk: usage(used.disk) },
    cgroup: { cpu: null, memory: null },
    tree: null,
  });
  const deps = { settings: DEFAULT_SETTINGS, asker: { agent: 'ann' } };
  const work = { deps, resources: { sample } } as unknown as WorkDeps;
  const subject = new Admission(work, 4, (event) => {
    if (event.type === 'resources') events.push(`${event.resource} ${event.level}`);
  });
  let now = 0;
  const at = (more: Partial<typeof used>) => {
    Object.assign(used, more);
    now += 2000;
    subject.measure(now, []);
    return subject.allowed;
  };
  return { subject, events, at };
}

test('while memory is short nothing is begun, and afterwards one more a round', () => {
  const { at, events, subject } = admission();
  expect([
    at({}),
    at({ memory: 0.85 }),
    at({ memory: 0.91 }),
    at({ memory: 0.86 }),
    at({ memory: 0.5 }),
  ]).toEqual([4, 4, 0, 0, 3]);
  expect(events).toEqual(['memory warn', 'memory stop', 'memory ok']);
  expect(subject.mustPause).toBe(false);
});

test('a busy CPU lets one task at a time go on', () => {
  const { at } = admission();
  expect([at({ cpu: 0.99 }), at({ cpu: 0.99 }), at({ cpu: 0.2 })]).toEqual([1, 1, 3]);
});

test('when the disk is nearly full what runs is paused', () => {
  const { at, subject } = admission();
  expect(at({ disk: 0.96 })).toBe(0);
  expect(subject.mustPause).toBe(true);
});
