import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimNext } from '../../../src/app/claim-next.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import type { Failure } from '../../../src/core/failure.ts';
import { ancestorsOf } from '../../../src/core/graph/node.ts';
import { isLive, type Lease, type Moment } from '../../../src/core/lease/lease.ts';
import type { Result } from '../../../src/core/result.ts';
import type { MemoryApp } from '../../helpers/memory-app.ts';
import { C1, C2, G1, MINUTE, OTHER, P, smallTree, value } from './support.ts';

const VERBS = {
  claim: (deps, id) => claimTask(deps, { id }),
  next: (deps) => claimNext(deps, {}),
  publish: (deps, id) => publishTask(deps, { id }),
  release: (deps, id) => releaseTask(deps, { id }),
  force: (deps, id) => releaseTask(deps, { id, force: true }),
  pause: (deps, id) => pauseTask(deps, { id }),
  heartbeat: (deps, id) => heartbeatTask(deps, { id }),
  start: (deps, id) => setTaskStatus(deps, { id, status: 'in_progress' }),
  finish: (deps, id) => setTaskStatus(deps, { id, status: 'completed' }),
} satisfies { [verb: string]: (deps: Deps, id: string) => Promise<Result<unknown, Failure>> };

type Verb = keyof typeof VERBS;
interface Step {
  readonly agent: string;
  readonly verb: Verb;
  readonly id: string;
  /** How far the clock moves before it; backwards, too. */
  readonly minutes: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  agent: fc.constantFrom('ann', 'bob', 'carol'),
  verb: fc.constantFrom(...(Object.keys(VERBS) as Verb[])),
  id: fc.constantFrom(P, C1, C2, G1, OTHER),
  minutes: fc.constantFrom(0, 0, 0, 1, 7, 16, -30),
});

interface Held {
  readonly lease: Lease;
  readonly isLive: boolean;
  /** Whether another agent's live, unpublished claim stands above it. */
  readonly isOvershadowed: boolean;
  readonly isOver: boolean;
}

async function look(app: MemoryApp): Promise<ReadonlyMap<string, Held>> {
  const moment: Moment = { now: app.clock.now(), isGone: () => false };
  const seen = await app.store.read({ kind: 'project' }, ({ graph }) => {
    const held = new Map<string, Held>();
    for (const node of graph.nodes) {
      const { lease } = node;
      if (!lease) continue;
      const above = [...ancestorsOf(node)].flatMap((one) => one.lease ?? []);
      held.set(node.id, {
        lease,
        isLive: isLive(lease, moment),
        isOvershadowed: above.some(
          (one) => isLive(one, moment) && !one.published && one.agent !== lease.agent,
        ),
        isOver: node.phase === 'finished',
      });
    }
    return held;
  });
  return value(seen);
}

/** What one step may have done to the leases, whatever it was. */
function check(
  { agent, verb, id }: Step,
  ok: boolean,
  before: Map<string, Held>,
  after: Map<string, Held>,
): void {
  for (const [task, { lease, isOver, isLive: alive, isOvershadowed }] of after) {
    const was = before.get(task);
    expect(isOver, 'a finished task is held by nobody').toBe(false);
    if (lease.token === was?.lease.token) {
      expect(lease.agent, 'a token never changes hands').toBe(was.lease.agent);
      expect(was.lease.published && !lease.published, 'nothing is unpublished').toBe(false);
      continue;
    }
    expect(['claim', 'next']).toContain(verb);
    expect(lease.agent).toBe(agent);
    expect(was?.isLive ?? false, 'a live claim is not taken').toBe(false);
    expect(alive && !isOvershadowed, 'nobody claims below the claim of another').toBe(true);
    for (const [other, held] of before) {
      expect(held.lease.token, `tokens grow, past that of ${other} too`).toBeLessThan(lease.token);
      const isBelow = other.startsWith(`${task}_`);
      const isTheirs = held.isLive && held.lease.agent !== agent;
      expect(isBelow && isTheirs && !lease.published, 'nobody claims above live work of another').toBe(false);
    }
  }
  for (const [task, { lease, isLive: alive }] of before) {
    if (after.has(task) || lease.agent === agent) continue;
    const isForced = verb === 'force' && task === id;
    expect(isForced || !alive, `${agent} ended the live claim of ${lease.agent}`).toBe(true);
  }
  if (!ok) expect([...after], 'a refusal changes nothing').toEqual([...before]);
}

test('any sequence of claims, and of what ends them, keeps one holder', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const app = await smallTree();
      const tokens = new Map<string, number>();
      for (const one of steps) {
        app.advance(one.minutes * MINUTE);
        const before = new Map(await look(app));
        const done = await VERBS[one.verb](app.as(one.agent), one.id);
        const after = new Map(await look(app));
        check(one, done.ok, before, after);
        for (const [task, { lease }] of after) {
          expect(lease.token, 'also across a release').toBeGreaterThanOrEqual(tokens.get(task) ?? 0);
          tokens.set(task, lease.token);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a live claim below the unpublished claim of another was there before it came back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const app = await smallTree();
      for (const one of steps) {
        app.advance(one.minutes * MINUTE);
        const before = await look(app);
        await VERBS[one.verb](app.as(one.agent), one.id);
        for (const [task, held] of await look(app)) {
          if (!held.isLive || !held.isOvershadowed) continue;
          const revived = one.verb === 'heartbeat' || one.verb === 'publish';
          expect(before.get(task)?.isOvershadowed || (revived && before.get(task)?.isLive)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});
