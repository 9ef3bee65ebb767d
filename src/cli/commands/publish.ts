import { publishTask } from '../../app/publish-task.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument } from '../input.ts';
import { someIds } from '../render/some-ids.ts';

export const command: Command = {
  summary: 'open what is below a task you hold to other agents',
  examples: [['lra publish task_001', 'keep task_001, and let others take its children']],
  arguments: [{ name: 'id', summary: 'a task you hold', complete: 'task' }],
  async run(context, input) {
    const id = argument(input, 'id');
    const done = await publishTask(await context.project(), { id });
    if (!done.ok) return done;
    const { already, ...published } = done.value;
    const { released } = published;
    return ok({
      json: { ...published, ...(already ? { already } : {}) },
      text: (style) => {
        const line = `${style.bold(id)} is ${already ? 'already ' : ''}published`;
        return released.length === 0 ? line : `${line}\nopen to others: ${someIds(released)}`;
      },
      ...(released.length > 0 ? { next: `lra list --parent ${id}` } : {}),
    });
  },
};
