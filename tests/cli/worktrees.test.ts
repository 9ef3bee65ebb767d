import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CliProject } from '../helpers/cli-project.ts';
import { git, repository } from '../helpers/temp-folder.ts';

/** A repository and a worktree linked to it, with the command line in each. */
function twoWorktrees() {
  const main = repository();
  const linked = join(main, 'away');
  git(main, 'worktree', 'add', '--quiet', '-b', 'side', linked);
  const inMain = (agent: string) => new CliProject(main, { LRA_AGENT_ID: agent });
  const inLinked = (agent: string) => new CliProject(linked, { LRA_AGENT_ID: agent });
  return { main, linked, inMain, inLinked };
}

test('init in a linked worktree makes the project in the main one, and says so', async () => {
  const { main, inMain, inLinked } = twoWorktrees();
  const ran = await inLinked('ann').run(['init']);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain(join(main, '.long-run-agent'));
  expect(ran.stderr).toContain('linked git worktree');
  expect(await inMain('ann').json(['init'])).toMatchObject({ created: false, already: true });
  expect(await inLinked('ann').json(['init'])).toMatchObject({ created: false, already: true });
});

test('from both at once: every task is there once, and each claim has one holder', async () => {
  const { inMain, inLinked } = twoWorktrees();
  await inLinked('ann').json(['init']);
  const agents = ['a', 'b', 'c', 'd'].flatMap((name) => [inMain(`main-${name}`), inLinked(`linked-${name}`)]);
  await Promise.all(agents.map((agent, i) => agent.json(['create', `task ${i}`])));
  const taken = await Promise.all(agents.map((agent) => agent.json(['claim', '--next'])));
  const held = taken.map(({ task, lease }) => `${task.id} ${lease.agent}`);
  expect(new Set(taken.map(({ task }) => task.id)).size).toBe(agents.length);
  for (const project of [inMain('x'), inLinked('x')]) {
    const { tasks } = await project.json(['list']);
    // biome-ignore lint/suspicious/noExplicitAny: a task as JSON
    expect(tasks.map(({ id, lease }: any) => `${id} ${lease.agent}`)).toEqual(held.toSorted());
    await project.fails(['claim', taken[0]!.task.id], 'already_claimed', 4);
  }
});

test('the copy that a merge checks out does not count, and a folder inside finds the same project', async () => {
  const { main, linked, inMain, inLinked } = twoWorktrees();
  await inMain('ann').json(['init']);
  await inMain('ann').json(['create', 'one']);
  git(main, 'add', '.long-run-agent');
  git(main, 'commit', '--quiet', '--message', 'two');
  git(linked, 'merge', '--quiet', 'main');
  await inMain('ann').json(['claim', 'task_001']);
  mkdirSync(join(linked, 'src'));
  const { lease } = (await inLinked('bob').json(['show', 'task_001'], { cwd: join(linked, 'src') })).task;
  expect(lease).toMatchObject({ agent: 'ann', status: 'claimed' });
  await inLinked('ann').json(['set', 'task_001', 'completed']);
  expect(git(linked, 'status', '--short')).toBe('');
  expect(git(main, 'status', '--short', '.long-run-agent/task_list.json')).toMatch(/^ M /);
});
