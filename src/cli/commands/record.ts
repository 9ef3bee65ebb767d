import { recordNote } from '../../app/record-note.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, flag, option } from '../input.ts';

export const command: Command = {
  summary: "write into a task's record what was done",
  examples: [
    ['lra record task_003 --auto', 'the commit, the branch and the changed files, from git'],
    ['lra record task_003 --desc "load test: 2,000 requests/s"', 'evidence in your own words'],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [
    { flags: '--auto', summary: 'take the commit, the branch and the changed files from git' },
    { flags: '--desc <text>', summary: 'what was done' },
  ],
  async run(context, input) {
    const id = argument(input, 'id');
    const done = await recordNote(await context.project(), {
      id,
      desc: option(input, 'desc'),
      auto: flag(input, 'auto'),
    });
    if (!done.ok) return done;
    const { record } = done.value;
    const { commit, files_changed: files } = record;
    return ok({
      json: { record },
      text: (style) => {
        const where = typeof commit === 'string' ? `, at ${style.data(commit.slice(0, 10))}` : '';
        const what = typeof files === 'number' ? `, ${files} changed ${files === 1 ? 'file' : 'files'}` : '';
        return `recorded for ${style.bold(id)}${where}${what}`;
      },
    });
  },
};
