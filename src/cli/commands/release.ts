import { releaseTask } from '../../app/release-task.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, flag } from '../input.ts';

export const command: Command = {
  summary: 'give a claim back; the status stays as it is',
  examples: [['lra release task_001', 'let another take it; to leave a checkpoint as well: lra pause']],
  arguments: [{ name: 'id', summary: 'a task you hold', complete: 'task' }],
  options: [{ flags: '--force', summary: "free another agent's claim (recorded)" }],
  async run(context, input) {
    const id = argument(input, 'id');
    const done = await releaseTask(await context.project(), { id, force: flag(input, 'force') });
    if (!done.ok) return done;
    const { task, holder } = done.value;
    return ok({
      json: { ...done.value },
      text: (style) => {
        const status = style.data(task.status);
        return `${style.bold(id)} is no longer held by ${style.data(holder)}; it stays ${style.green(status)}`;
      },
      next: 'lra claim --next',
    });
  },
};
