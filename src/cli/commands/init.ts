import { initProject } from '../../app/init-project.ts';
import { ok } from '../../core/result.ts';
import { initDeps } from '../../wire.ts';
import type { Command } from '../command.ts';
import { option, unwrap } from '../input.ts';

export const command: Command = {
  summary: 'make a project here',
  examples: [
    ['lra init', 'keep the work of this folder in .long-run-agent/'],
    ['lra init --name shop --lang zh', 'with a name of its own, and templates in Chinese'],
  ],
  options: [
    { flags: '--name <text>', summary: "the project's name; default: the folder's" },
    {
      flags: '--lang <en|zh>',
      summary: 'the language of templates and settings; default: en',
      complete: ['en', 'zh'],
    },
  ],
  details:
    'Running it again changes nothing. In a linked git worktree the project is made in the main one, where every\n' +
    'worktree finds it; the worktrees of a bare repository have no main one and share nothing, and a warning says so.',
  async run(context, input) {
    const name = option(input, 'name');
    const lang = option(input, 'lang');
    const done = await initProject(unwrap(await initDeps(context.startDir)), {
      ...(name === undefined ? {} : { name }),
      ...(lang === undefined ? {} : { lang }),
    });
    if (!done.ok) return done;
    const { warnings, already, ...place } = done.value;
    const { project, path, created } = place;
    return ok({
      json: { ...place, ...(already ? { already } : {}) },
      text: (style) =>
        `${style.bold(style.data(project))} is ${created ? 'ready' : 'already there'} in ${style.data(path)}`,
      warnings,
      next: created ? 'lra create "<what is to be done>"' : 'lra context',
    });
  },
};
