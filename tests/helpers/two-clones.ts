import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Task } from '../../src/core/task/task.ts';
import { CliProject } from './cli-project.ts';
import { git, repository, tempFolder } from './temp-folder.ts';

export type Who = 'ann' | 'bob';

/** Two clones of a repository with a project of one task, each with an agent of its own. */
export class TwoClones {
  readonly #top: string;

  private constructor(top: string) {
    this.#top = top;
  }

  static async make(): Promise<TwoClones> {
    const [repo, top] = [repository(), tempFolder()];
    const base = new CliProject(repo, { LRA_AGENT_ID: 'base' });
    await base.json(['init']);
    await base.json(['create', 'base']);
    commitAll(repo);
    for (const who of ['ann', 'bob']) git(top, 'clone', '--quiet', repo, who);
    return new TwoClones(top);
  }

  folder(who: Who): string {
    return join(this.#top, who);
  }

  /** The project of a clone, as its agent or another sees it. */
  project(who: Who, agent: string = who): CliProject {
    return new CliProject(this.folder(who), { LRA_AGENT_ID: agent });
  }

  /** Runs commands of a clone's agent, each given as words, and commits what they did. */
  async work(who: Who, ...commands: readonly (readonly string[])[]): Promise<void> {
    for (const command of commands) await this.project(who).json(command);
    commitAll(this.folder(who));
  }

  /** Merges the branch of one clone into the other, lets doctor mend what it can, and commits; the doctor's answer. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into documents of every shape
  async merge(into: Who, from: Who, branch = 'main'): Promise<any> {
    const folder = this.folder(into);
    git(folder, 'fetch', '--quiet', this.folder(from), branch);
    expect(() => git(folder, 'merge', '--quiet', 'FETCH_HEAD')).toThrow();
    return await this.mend(into);
  }

  /** Lets doctor mend a conflict, takes the own side of briefs, and commits. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into documents of every shape
  async mend(who: Who): Promise<any> {
    const folder = this.folder(who);
    const { json } = await this.project(who).run(['doctor', '--fix', '--json']);
    for (const path of git(folder, 'diff', '--name-only', '--diff-filter=U').split('\n')) {
      if (path.includes('/tasks/')) git(folder, 'checkout', '--quiet', '--ours', '--', path);
    }
    commitAll(folder);
    const { json: again } = await this.project(who).run(['doctor', '--fix', '--json']);
    expect(again.repairs, 'mending again does nothing').toEqual([]);
    return json;
  }

  pull(who: Who, from: Who): void {
    git(this.folder(who), 'pull', '--quiet', '--ff-only', this.folder(from), 'main');
  }

  /** The tasks of a clone by id. */
  async tasks(who: Who): Promise<{ readonly [id: string]: Task }> {
    const { tasks } = await this.project(who).json(['list', '--limit', '0']);
    return Object.fromEntries(tasks.map((task: Task) => [task.id, task]));
  }

  /** The descriptions of a clone's tasks by id. */
  async names(who: Who): Promise<{ readonly [id: string]: string }> {
    const tasks = Object.values(await this.tasks(who));
    return Object.fromEntries(tasks.map(({ id, description }) => [id, description]));
  }

  /** A file of a clone's project. */
  read(who: Who, path: string): string {
    return readFileSync(join(this.folder(who), '.long-run-agent', path), 'utf8');
  }
}

export function commitAll(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'work');
}
