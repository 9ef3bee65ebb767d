import { expect, test } from 'vitest';
import { until, workProject } from '../helpers/work-project.ts';

test('an agent that writes nothing for too long is ended, also when it ignores SIGTERM', async () => {
  const project = await workProject('one');
  project.settings({ silence_minutes: 0.02, retries: 0, grace_seconds: 0.3 });
  project.script({ '*': ['stubborn'] });
  const { code, events } = await project.events();
  expect(code).toBe(1);
  expect(events.find(({ type }) => type === 'limit')).toMatchObject({
    limit: 'silence',
    task_id: 'task_001',
  });
  expect(project.notes('ignored')).toHaveLength(1);
  expect(project.leftovers()).toEqual([]);
  expect(project.leases()).toEqual([]);
});

test('an agent that goes on for too long is ended', async () => {
  const project = await workProject('one');
  project.settings({ retries: 0 });
  project.script({ '*': ['chatter'] });
  const { events } = await project.events('--timeout', '1s');
  expect(events.find(({ type }) => type === 'limit')).toMatchObject({ limit: 'wall_clock' });
});

test('an agent that writes but changes nothing is ended after some rounds', async () => {
  const project = await workProject('one');
  project.settings({ retries: 0, checkpoint_seconds: 0.5, idle_rounds: 2 });
  project.script({ '*': ['chatter'] });
  const { events } = await project.events();
  expect(events.find(({ type }) => type === 'limit')).toMatchObject({ limit: 'no_progress' });
  expect(events.some(({ type }) => type === 'checkpoint')).toBe(true);
});

test('the lease is kept alive while the agent is, and is not when it hangs beyond its limits', async () => {
  const project = await workProject('one');
  // Orphaned after 1.8 s without a heartbeat; the agent takes 4.
  project.settings({}, { locks: { heartbeat_minutes: 0.01, orphan_after_minutes: 0.03 } });
  project.script({ '*': ['slow 4000'] });
  const worker = project.start();
  await project.begun();
  await new Promise((go) => setTimeout(go, 3000));
  expect((await project.cli.json(['show', 'task_001'])).task.lease).toMatchObject({ status: 'claimed' });
  await until(() => worker.exitCode !== null);
  expect(worker.exitCode).toBe(0);
  expect(project.notes('start')).toHaveLength(1);
});

test('an agent is stopped the moment its lease is lost, and writes nothing over its successor', async () => {
  const project = await workProject('one');
  project.script({ '*': ['hang'] });
  const worker = project.start('--json');
  const [agent] = await project.begun();
  const holder = { LRA_AGENT_ID: agent!.agent, LRA_TOKEN: String(agent!.token) };
  const { lease } = await project.cli.json(['handoff', 'task_001', '--to', 'thief'], { env: holder });
  await until(() => project.leftovers().length === 0);
  await until(async () => {
    return (await project.cli.run(['events'])).stdout.includes('lease_lost');
  });
  expect(lease.token).toBeGreaterThan(agent!.token);
  const late = await project.cli.run(['set', 'task_001', 'completed', '--json'], { env: holder });
  expect(late.json.error.code).toBe('lease_lost');
  expect(await project.statusOf('task_001')).toBe('in_progress');
  expect((await project.cli.json(['show', 'task_001'])).task.lease).toMatchObject({ agent: 'thief' });
  worker.kill('SIGTERM');
  await until(() => worker.exitCode !== null);
});

test('a checkpoint is made when the agent reports progress, and keeps what the agent said', async () => {
  const project = await workProject('one');
  project.script({ '*': ['progress 2500'] });
  const { events, summary } = await project.events();
  expect(summary.finished).toEqual(['task_001']);
  expect(events.some(({ type }) => type === 'checkpoint')).toBe(true);
  const { checkpoint } = await project.cli.json(['resume', 'task_001']);
  expect(checkpoint).toMatchObject({ note: 'half way', completed: ['first half'], agent: 'ann/1' });
  expect(checkpoint.state.lra_work).toMatchObject({ attempt: 1, reason: null });
});

test('a checkpoint that cannot be used: the one before, the one before that, then the task fails', async () => {
  const project = await workProject('one');
  for (const note of ['first', 'second', 'third', 'fourth'])
    await project.cli.json(['checkpoint', 'task_001', '--note', `the ${note} word`]);
  project.script({ '*': ['fail CheckpointError: it is damaged'] });
  const { summary } = await project.events();
  expect(summary.failed).toMatchObject([{ id: 'task_001' }]);
  const words = project.notes('start').map(({ prompt }) => /the \w+ word/.exec(prompt)?.[0]);
  expect(words).toEqual(['the fourth word', 'the third word', 'the second word']);
});

test('what the agent itself paused is left alone', async () => {
  const project = await workProject('one', 'two');
  project.script({ task_001: ['pause', 'exit'], task_002: ['exit'] });
  const { summary } = await project.events();
  expect(summary).toMatchObject({ ok: true, paused: ['task_001'], finished: ['task_002'] });
  expect(project.leftovers()).toEqual([]);
  expect((await project.events()).summary.finished).toEqual(['task_001']);
});

test('a parent whose agent splits it is given back, and finished after its children', async () => {
  const project = await workProject('one');
  await project.cli.json(['split', 'task_001', '--plan', '[{"desc":"a"},{"desc":"b"}]']);
  await project.cli.json(['claim', 'task_001']);
  await project.cli.json(['release', 'task_001']);
  const { summary } = await project.events();
  expect(summary.finished).toEqual(['task_001_01', 'task_001_02', 'task_001']);
});

test.each(['cost 1.5', 'cost 1.5 crash'])(
  'an agent that reaches the cost limit is ended, and its task given back (%s)',
  async (does) => {
    const project = await workProject('one');
    project.settings({}, { budget: { cost: 1 } });
    project.script({ '*': [does] });
    const { code, summary } = await project.events();
    expect({ code, error: summary.error?.code }).toEqual({ code: 1, error: 'budget_exhausted' });
    expect(summary.released).toMatchObject([{ id: 'task_001' }]);
    expect(project.notes('start')).toHaveLength(1);
    expect(project.leftovers()).toEqual([]);
    expect(project.leases()).toEqual([]);
    expect((await project.events()).summary.error.code).toBe('budget_exhausted');
    expect(project.notes('start')).toHaveLength(1);
  },
);
