import { setTaskPriority } from '../../app/set-priority.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument } from '../input.ts';

export const command: Command = {
  summary: 'change how urgent a task is',
  examples: [['lra set-priority task_001 P0', 'let it go before all that is not P0']],
  arguments: [
    { name: 'id', summary: 'the task', complete: 'task' },
    { name: 'priority', summary: 'P0, the most urgent, to P3', complete: 'priority' },
  ],
  details: 'Also for a task that another agent holds: whoever plans decides on the order.',
  async run(context, input) {
    const done = await setTaskPriority(await context.project(), {
      id: argument(input, 'id'),
      priority: argument(input, 'priority'),
    });
    if (!done.ok) return done;
    const { task, already } = done.value;
    return ok({
      json: { task, ...(already ? { already } : {}) },
      text: (style) => `${style.bold(task.id)} is ${already ? 'already ' : ''}${style.green(task.priority)}`,
    });
  },
};
