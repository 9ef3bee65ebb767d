import { deleteTask } from '../../app/delete-task.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, flag } from '../input.ts';
import { someIds } from '../render/some-ids.ts';

export const command: Command = {
  summary: 'delete a task that nobody depends on',
  examples: [
    ['lra delete task_003', 'delete a task; its id is never used again'],
    ['lra delete task_003 --recursive', 'with everything below it'],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [
    { flags: '--recursive', summary: 'delete all that is below it as well' },
    {
      flags: '--force',
      summary:
        "drop the links of tasks that depend on it, override another agent's lease (recorded), delete a documentation task",
    },
  ],
  details:
    'A documentation task that nobody has begun goes with the last task that it documents. lra undo brings all of it back.',
  async run(context, input) {
    const done = await deleteTask(await context.project(), {
      id: argument(input, 'id'),
      recursive: flag(input, 'recursive'),
      force: flag(input, 'force'),
    });
    if (!done.ok) return done;
    const { deleted, unblocked } = done.value;
    return ok({
      json: { deleted: [...deleted], unblocked: [...unblocked] },
      text: (style) => {
        const line = `deleted: ${style.bold(someIds(deleted))}`;
        return unblocked.length === 0 ? line : `${line}\nunblocked: ${someIds(unblocked)}`;
      },
      next: 'to bring it back: lra undo',
    });
  },
};
