import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newProject } from '../helpers/cli-project.ts';
import { git } from '../helpers/temp-folder.ts';

const T = 'task_001';

test('orient says where git stands, and stays within its budget', async () => {
  const project = await newProject();
  git(project.folder, 'init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(project.folder, 'a.txt'), 'a\n');
  git(project.folder, 'add', 'a.txt');
  git(project.folder, 'commit', '--quiet', '--message', 'feat: begin');
  writeFileSync(join(project.folder, 'b.txt'), 'b\n');
  await project.json(['create', 'a task']);
  await project.json(['claim', T]);
  const { orient } = await project.json(['orient']);
  expect(orient).toMatchObject({
    project: 'shop',
    agent: 'ann',
    folder: project.folder,
    branch: 'main',
    commit: git(project.folder, 'rev-parse', 'HEAD').slice(0, 12),
    dirty_files: 1,
    holds: [{ id: T, status: 'in_progress' }],
    commits: [{ subject: 'feat: begin' }],
    jobs: [],
    failing_gates: [],
  });
  const { stdout } = await project.run(['orient']);
  expect(stdout).toContain('shop · you are ann');
  expect(stdout).toMatch(/on main, at [0-9a-f]{12}, changed files: 1/);
  expect(stdout).toContain('feat: begin');
  await project.fails(['orient', '--budget', '499'], 'usage', 2);
});

test('a background job is told', async () => {
  const project = await newProject();
  const { job } = (await project.run(['bg', 'run', '--json', '--name', 'nap', '--', 'sleep', '30'])).json;
  try {
    expect((await project.json(['orient'])).orient.jobs).toMatchObject([{ id: job.id, name: 'nap' }]);
  } finally {
    await project.json(['bg', 'kill', job.id]);
    await project.run(['bg', 'wait', job.id]);
  }
});

test('handoff gives a claim to another agent, whose token the old one has no more', async () => {
  const project = await newProject();
  await project.json(['create', 'a task']);
  const { lease } = await project.json(['claim', T]);
  await project.fails(['handoff', T], 'usage', 2);
  await project.as('cid').fails(['handoff', T, '--to', 'bob'], 'not_lease_holder', 4);
  const passed = await project.json(['handoff', T, '--to', 'bob', '--note', 'go on', '--remaining', 'tests']);
  expect(passed.lease).toMatchObject({ agent: 'bob', session_id: null });
  expect(passed.checkpoint).toMatchObject({ note: 'go on', remaining: ['tests'] });
  await project.fails(['heartbeat', T, '--token', String(lease.token)], 'lease_lost', 4);
  expect(await project.json(['handoff', T, '--to', 'bob'])).toMatchObject({ already: true });
  expect((await project.as('bob').json(['context'])).mine).toMatchObject([{ id: T }]);
  await project.as('bob').json(['set', T, 'completed']);
  expect((await project.json(['doctor'])).findings).toEqual([]);
});
