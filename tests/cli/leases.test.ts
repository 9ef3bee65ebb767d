import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';

const LEASE_KEYS =
  'task_id status agent session_id token claimed_at last_heartbeat expires_at published'.split(' ');
const CHECKPOINT_KEYS = 'sequence at note completed remaining files state commit'.split(' ');

let ann: CliProject;
let bob: CliProject;

beforeEach(async () => {
  ann = await newProject();
  bob = ann.as('bob');
  await ann.json(['create', 'one']);
});

test('claim: the keys, once more by its holder, and refused to another', async () => {
  await ann.json(['create', 'part', '--parent', 'task_001']);
  const claim = await ann.json(['claim', 'task_001'], { env: { LRA_SESSION_ID: 'session-7' } });
  expect(Object.keys(claim)).toEqual(['task', 'lease', 'children_locked', 'checkpoint']);
  expect(Object.keys(claim.lease)).toEqual(LEASE_KEYS);
  expect(claim).toMatchObject({
    task: { status: 'in_progress', lease: { agent: 'ann' } },
    lease: {
      task_id: 'task_001',
      status: 'claimed',
      agent: 'ann',
      session_id: 'session-7',
      published: false,
    },
    children_locked: ['task_001_01'],
    checkpoint: null,
  });
  expect(Date.parse(claim.lease.expires_at) - Date.parse(claim.lease.last_heartbeat)).toBe(15 * 60_000);
  expect(await ann.json(['claim', 'task_001'])).toMatchObject({
    already: true,
    lease: { token: claim.lease.token },
  });

  const { claimed_at: since } = claim.lease;
  const taken = await bob.fails(['claim', 'task_001'], 'already_claimed', 4);
  expect(taken.data).toMatchObject({ holder: 'ann', since });
  const locked = await bob.fails(['claim', 'task_001_01'], 'locked_by_parent', 4);
  expect(locked.data).toMatchObject({ holder: 'ann', since });
  expect((await bob.json(['show', 'task_001_01'])).task.locked_by).toBe('task_001');
  expect((await ann.json(['show', 'task_001_01'])).task.locked_by).toBeNull();
  const refused = [
    ['set', 'task_001', 'completed'],
    ['edit', 'task_001', '--description', 'x'],
    ['split', 'task_001', '--plan', '[{"desc":"x"}]'],
    ['publish', 'task_001'],
    ['pause', 'task_001'],
    ['checkpoint', 'task_001'],
    ['heartbeat', 'task_001'],
    ['record', 'task_001', '--desc', 'x'],
    ['delete', 'task_001', '--recursive'],
    ['deps', 'task_001', '--add', 'task_002'],
    ['release', 'task_001'],
    ['edit', 'task_001_01', '--description', 'x'],
  ];
  await ann.json(['create', 'two']);
  for (const args of refused) {
    expect((await bob.fails(args, 'not_lease_holder', 4)).data).toMatchObject({ holder: 'ann' });
  }
});

test('a descendant in other hands, a blocked and a finished task cannot be claimed', async () => {
  await ann.json(['create', 'part', '--parent', 'task_001']);
  await bob.json(['claim', 'task_001_01']);
  expect((await ann.fails(['claim', 'task_001'], 'descendant_claimed', 4)).data).toMatchObject({
    holder: 'bob',
  });
  await ann.json(['create', 'waits', '--dependencies', 'task_001']);
  await ann.json(['create', 'below', '--parent', 'task_002']);
  await ann.fails(['claim', 'task_002'], 'task_blocked', 4);
  expect((await ann.fails(['claim', 'task_002_01'], 'task_blocked', 4)).data).toMatchObject({
    ancestor: 'task_002',
  });
  await bob.json(['set', 'task_001_01', 'completed']);
  await bob.fails(['claim', 'task_001_01'], 'task_finished', 4);
  await ann.fails(['claim', 'task_009'], 'not_found', 3);
});

test('publish opens what is below, also what is split off later; release gives back', async () => {
  await ann.json(['create', 'part', '--parent', 'task_001']);
  await ann.json(['claim', 'task_001']);
  expect(await ann.json(['publish', 'task_001'])).toEqual({ task_id: 'task_001', released: ['task_001_01'] });
  expect(await ann.json(['publish', 'task_001'])).toMatchObject({ released: [], already: true });
  await bob.json(['claim', 'task_001_01']);
  await ann.json(['split', 'task_001', '--plan', '[{"desc":"later"}]']);
  await bob.json(['claim', 'task_001_02']);
  await bob.json(['release', 'task_001_02']);
  expect((await ann.json(['show', 'task_001_02'])).task).toMatchObject({
    status: 'in_progress',
    lease: null,
  });
  await bob.fails(['release', 'task_001_02'], 'not_claimed', 4);
  await bob.fails(['publish', 'task_001_02'], 'not_claimed', 4);
  await ann.json(['release', 'task_001_01', '--force']);
  expect((await ann.json(['log', 'task_001_01', '--limit', '1'])).entries[0]).toMatchObject({ forced: true });
});

test('--force overrides the lease of another, and is recorded', async () => {
  await bob.json(['claim', 'task_001']);
  await ann.fails(['set', 'task_001', 'completed'], 'not_lease_holder', 4);
  await ann.fails(['set', 'task_001', 'pending', '--force'], 'invalid_transition', 4);
  await ann.json(['set', 'task_001', 'completed', '--force']);
  expect((await ann.json(['log', '--limit', '1'])).entries[0]).toMatchObject({ agent: 'ann', forced: true });
});

test('claim --next: the best first, one after the other, then nothing_ready', async () => {
  await ann.json(['create', 'urgent', '--priority', 'P0', '--output-req', '32k']);
  await ann.json(['create', 'labelled', '--label', 'l', '--template', 'code-module']);
  expect((await ann.json(['claim', '--next', '--label', 'l'])).task.id).toBe('task_003');
  expect((await bob.json(['claim', '--next', '--output-limit', '8k'])).task.id).toBe('task_001');
  expect((await bob.json(['claim', '--next'])).task.id).toBe('task_002');
  await bob.fails(['claim', '--next'], 'nothing_ready', 3);
  const ran = await bob.run(['claim', '--next']);
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  await ann.fails(['claim'], 'usage', 2);
  await ann.fails(['claim', 'task_001', '--next'], 'usage', 2);
  await ann.fails(['claim', 'task_001', '--label', 'l'], 'usage', 2);
});

test('checkpoint, pause, resume: what was said is handed over', async () => {
  await ann.json(['claim', 'task_001']);
  const said = [
    '--note',
    'half',
    '--completed',
    'a',
    '--completed',
    'b',
    '--remaining',
    'c',
    '--file',
    'x.ts',
  ];
  const { checkpoint } = await ann.json(['checkpoint', 'task_001', ...said, '--state', '{"line":7}']);
  expect(Object.keys(checkpoint)).toEqual(expect.arrayContaining(CHECKPOINT_KEYS));
  expect(checkpoint).toMatchObject({
    sequence: 1,
    note: 'half',
    completed: ['a', 'b'],
    remaining: ['c'],
    files: ['x.ts'],
    state: { line: 7 },
    commit: null,
  });
  const paused = await ann.json(['pause', 'task_001', '--note', 'stop']);
  expect(paused).toMatchObject({ lease: { status: 'paused' }, checkpoint: { sequence: 2, note: 'stop' } });
  expect(await ann.json(['pause', 'task_001'])).toMatchObject({ already: true, checkpoint: { sequence: 2 } });
  const context = await bob.json(['context']);
  expect(context.resumable).toMatchObject([{ id: 'task_001' }]);
  expect(context.can_take).toEqual([]);

  const seen = await bob.json(['resume', 'task_001']);
  expect(seen).toMatchObject({ lease: { status: 'paused', agent: 'ann' }, checkpoint: { note: 'stop' } });
  const taken = await bob.json(['resume', 'task_001', '--claim']);
  expect(taken).toMatchObject({ lease: { status: 'claimed', agent: 'bob' }, checkpoint: { note: 'stop' } });
  expect(taken.lease.token).toBeGreaterThan(paused.lease.token);
  await ann.fails(['heartbeat', 'task_001'], 'not_lease_holder', 4);
  for (let i = 0; i < 4; i++) await bob.json(['checkpoint', 'task_001', '--note', `n${i}`]);
  const { records } = (await bob.json(['show', 'task_001', '--include-records'])).task;
  // biome-ignore lint/suspicious/noExplicitAny: an entry of a record as JSON
  expect(records.filter((entry: any) => entry.checkpoint).length).toBeLessThanOrEqual(6);
});

test('a claim without a heartbeat is orphaned: revived by its holder, or taken and lost', async () => {
  const config = join(ann.folder, '.long-run-agent/config.yaml');
  const text = readFileSync(config, 'utf8');
  writeFileSync(config, text.replace(/orphan_after_minutes: \d+/, 'orphan_after_minutes: 0.0001'));
  const { lease } = await ann.json(['claim', 'task_001']);
  expect((await ann.json(['context'])).mine).toMatchObject([{ lease: 'orphaned' }]);
  expect((await ann.json(['heartbeat', 'task_001'])).lease).toMatchObject({ token: lease.token });
  writeFileSync(config, text);
  expect((await bob.json(['why', 'task_001'])).ready).toBe(true);
  expect((await bob.json(['claim', '--next'])).lease.token).toBeGreaterThan(lease.token);
  const lost = await ann.fails(['set', 'task_001', 'completed'], 'lease_lost', 4);
  expect(lost.data).toMatchObject({ holder: 'bob' });
});

describe('who is asking', () => {
  test('a token that is no longer current is lease_lost, by flag and by variable', async () => {
    const { lease } = await ann.json(['claim', 'task_001']);
    const env = { LRA_TOKEN: String(lease.token) };
    expect((await ann.json(['heartbeat', 'task_001'], { env })).lease.token).toBe(lease.token);
    await ann.json(['release', 'task_001']);
    await bob.json(['claim', 'task_001']);
    await ann.fails(['set', 'task_001', 'completed'], 'lease_lost', 4, { env });
    await ann.fails(['heartbeat', 'task_001', '--token', String(lease.token)], 'lease_lost', 4);
    await ann.fails(['heartbeat', 'task_001', '--token', 'x'], 'usage', 2);
  });

  test('under the fallback name a claim is warned of, and is again its own only with session or token', async () => {
    const nobody = { LRA_AGENT_ID: '' };
    const first = await ann.run(['claim', 'task_001'], { env: nobody });
    expect(first.stderr).toMatch(/^warning: claimed as \S+@\S+, .*LRA_AGENT_ID/);
    await ann.fails(['claim', 'task_001'], 'already_claimed', 4, { env: nobody });
    const { lease } = (await ann.json(['show', 'task_001'])).task;
    const proofs = [{ LRA_TOKEN: String(lease.token) }, { LRA_SESSION_ID: lease.session_id }];
    for (const proof of proofs) {
      expect(await ann.json(['claim', 'task_001'], { env: { ...nobody, ...proof } })).toMatchObject({
        already: true,
      });
    }
    await ann.fails(['claim', 'task_001'], 'already_claimed', 4, {
      env: { ...nobody, LRA_SESSION_ID: 'other' },
    });
  });

  test('an id of other letters is refused, wherever it came from', async () => {
    await ann.fails(['claim', 'task_001', '--agent', 'an n'], 'usage', 2);
    await ann.fails(['claim', 'task_001'], 'usage', 2, { env: { LRA_AGENT_ID: 'x'.repeat(65) } });
    expect((await ann.json(['claim', 'task_001', '--agent', 'A.b_c@d:e-9'])).lease.agent).toBe('A.b_c@d:e-9');
  });
});
