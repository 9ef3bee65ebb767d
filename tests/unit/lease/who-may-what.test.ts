import { describe, expect, test } from 'vitest';
import { checkpointTask } from '../../../src/app/checkpoint-task.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import type { MemoryApp } from '../../helpers/memory-app.ts';
import { C1, C2, claimed, failure, G1, LONG, OTHER, P, published, smallTree, value } from './support.ts';
import { VERBS } from './verbs.ts';

/** Brings a tree into a state; ann is the one who will ask, about C1. */
const STATES: { readonly [name: string]: (app: MemoryApp) => Promise<unknown> } = {
  'nobody holds it': async () => {},
  'ann holds it': (app) => claimed(app, C1),
  'ann holds its parent': (app) => claimed(app, P),
  'bob holds it': (app) => claimed(app.as('bob'), C1),
  'bob holds its parent': (app) => claimed(app.as('bob'), P),
  'bob published its parent': (app) => published(app.as('bob'), P),
  "bob's claim is orphaned": async (app) => {
    await claimed(app.as('bob'), C1);
    app.advance(LONG);
  },
  'bob paused it': async (app) => {
    await claimed(app.as('bob'), C1);
    value(await pauseTask(app.as('bob'), { id: C1 }));
  },
  "ann's claim is orphaned": async (app) => {
    await claimed(app, C1);
    app.advance(LONG);
  },
  "bob took ann's orphaned claim": async (app) => {
    await claimed(app, C1);
    app.advance(LONG);
    await claimed(app.as('bob'), C1);
  },
  "bob took the parent of ann's orphaned claim": async (app) => {
    await claimed(app, C1);
    app.advance(LONG);
    await claimed(app.as('bob'), P);
  },
  "bob took ann's orphaned claim of its parent": async (app) => {
    await claimed(app, P);
    app.advance(LONG);
    await claimed(app.as('bob'), P);
  },
  'bob forced ann off and took it': async (app) => {
    await claimed(app, C1);
    value(await releaseTask(app.as('bob'), { id: C1, force: true }));
    await claimed(app.as('bob'), C1);
  },
  'ann released it, bob took it': async (app) => {
    await claimed(app, C1);
    value(await releaseTask(app, { id: C1 }));
    await claimed(app.as('bob'), C1);
  },
  'ann paused it, bob took it': async (app) => {
    await claimed(app, C1);
    value(await pauseTask(app, { id: C1 }));
    await claimed(app.as('bob'), C1);
  },
};

/** Who may what: `ok`, or the code of the refusal. In the order of the verbs above. */
const ALLOWED: { readonly [state: string]: string } = {
  'nobody holds it': 'ok ok not_claimed not_claimed not_claimed not_claimed',
  'ann holds it': 'ok ok ok ok ok ok',
  'ann holds its parent': 'ok ok not_claimed not_claimed not_claimed not_claimed',
  'bob holds it': all('not_lease_holder'),
  'bob holds its parent': 'not_lease_holder '.repeat(5).concat('not_claimed'),
  'bob published its parent': 'ok ok not_claimed not_claimed not_claimed not_claimed',
  "bob's claim is orphaned": 'ok ok not_lease_holder not_lease_holder not_lease_holder not_lease_holder',
  'bob paused it': 'ok ok not_lease_holder not_lease_holder not_lease_holder not_lease_holder',
  "ann's claim is orphaned": 'ok ok ok ok ok ok',
  "bob took ann's orphaned claim": all('lease_lost'),
  "bob took the parent of ann's orphaned claim": 'lease_lost '.repeat(5).concat('not_claimed'),
  "bob took ann's orphaned claim of its parent": 'lease_lost '.repeat(5).concat('not_claimed'),
  'bob forced ann off and took it': all('lease_lost'),
  'ann released it, bob took it': all('not_lease_holder'),
  'ann paused it, bob took it': all('not_lease_holder'),
};

function all(code: string): string {
  return Array.from({ length: 6 }, () => code).join(' ');
}

describe('who may what', () => {
  const rows = Object.entries(ALLOWED).flatMap(([state, codes]) =>
    Object.keys(VERBS).map((verb, i) => [state, verb, codes.trim().split(/ +/)[i]!] as const),
  );
  test.each(rows)('%s: %s is %s', async (state, verb, expected) => {
    const app = await smallTree();
    await STATES[state]!(app);
    const done = await VERBS[verb]!(app, C1);
    expect(done.ok ? 'ok' : done.failure.code).toBe(expected);
  });

  test('a refusal says who holds what, since when', async () => {
    const app = await smallTree();
    await claimed(app.as('bob'), P);
    const refused = failure(await checkpointTask(app, { id: C1 }), 'not_lease_holder');
    expect(refused.data).toEqual({ task_id: C1, held: P, holder: 'bob', since: '2026-01-01T00:00:00.000Z' });
    expect(refused.message).toContain('bob claimed task_001 at 2026-01-01T00:00:00.000Z');
  });

  test('who claimed below an orphaned task keeps it when that one comes back', async () => {
    const app = await smallTree();
    await claimed(app, P);
    app.advance(LONG);
    await claimed(app.as('bob'), C1);
    value(await heartbeatTask(app, { id: P }));
    value(await setTaskStatus(app.as('bob'), { id: C1, status: 'in_progress' }));
    value(await heartbeatTask(app.as('bob'), { id: C1 }));
    value(await publishTask(app.as('bob'), { id: C1 }));
    value(await setTaskStatus(app.as('bob'), { id: G1, status: 'in_progress' }));
    failure(await setTaskStatus(app.as('bob'), { id: C2, status: 'in_progress' }), 'not_lease_holder');
    failure(await setTaskStatus(app.as('carol'), { id: G1, status: 'completed' }), 'not_lease_holder');
    failure(await setTaskStatus(app, { id: C1, status: 'completed' }), 'not_lease_holder');
  });
});

test('a finished task is held by nobody', async () => {
  const app = await smallTree();
  await claimed(app, OTHER);
  value(await setTaskStatus(app, { id: OTHER, status: 'completed' }));
  for (const verb of ['publish', 'pause', 'heartbeat', 'release']) {
    expect(failure(await VERBS[verb]!(app, OTHER), 'not_claimed').message).toContain('it is completed');
  }
});
