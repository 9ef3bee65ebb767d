import { setTaskStatus } from '../../app/set-status.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { gatesTold, sayFailedGates } from '../gates-told.ts';
import { argument, flag, option } from '../input.ts';

export const command: Command = {
  summary: 'move a task to another status of its template',
  examples: [
    ['lra set task_001 completed', 'finish a task; what waited for it is unblocked'],
    ['lra set task_001 completed --note "merged in #12"', 'the same, with a word for its record'],
  ],
  arguments: [
    { name: 'id', summary: 'the task', complete: 'task' },
    { name: 'status', summary: "one of its template's states", complete: 'status' },
  ],
  options: [
    { flags: '--note <text>', summary: "a word for the task's record" },
    {
      flags: '--force',
      summary:
        "override another agent's lease and gates that are not required (recorded); never a transition or children",
    },
  ],
  details: `Before a task is finished its gates are run, from its template and from config.yaml: while one fails, the task
is not finished, and the answer has the gate's last lines (gate_failed). To run them alone: lra verify <id>.`,
  async run(context, input) {
    const note = option(input, 'note');
    const request = {
      id: argument(input, 'id'),
      status: argument(input, 'status'),
      force: flag(input, 'force'),
      ...(note === undefined ? {} : { note }),
    };
    const done = await setTaskStatus(await context.project(), request, gatesTold(context));
    if (!done.ok) {
      sayFailedGates(context, done.failure);
      return done;
    }
    const { task, unblocked, already } = done.value;
    return ok({
      json: { task, unblocked: [...unblocked], ...(already ? { already } : {}) },
      text: (style) => {
        const line = `${style.bold(task.id)} is ${already ? 'already ' : ''}${style.green(task.status)}`;
        return unblocked.length === 0 ? line : `${line}\nunblocked: ${unblocked.join(', ')}`;
      },
      ...(task.finished_at && !already ? { next: 'lra claim --next' } : {}),
    });
  },
};
