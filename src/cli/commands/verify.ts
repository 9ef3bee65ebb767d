import { verifyTask } from '../../app/verify-task.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { gatesTold } from '../gates-told.ts';
import { argument, flag } from '../input.ts';
import { gateLines } from '../render/gates.ts';

export const command: Command = {
  summary: "run a task's gates: what must succeed before it is finished",
  examples: [
    ['lra verify task_003', 'run them all, and keep in its record what they showed'],
    [
      'lra verify task_003 --no-record',
      "the same, without a word in its record; also for another agent's task",
    ],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [{ flags: '--no-record', summary: 'write nothing into its record' }],
  details: `Gates are commands, from the template of the task and from config.yaml: read both before you run them in a
project that you did not write. They run in the project's folder, one after the other.`,
  async run(context, input) {
    const id = argument(input, 'id');
    const request = { id, record: !flag(input, 'noRecord') };
    const done = await verifyTask(await context.project(), request, gatesTold(context));
    if (!done.ok) return done;
    const { gates, passed, error } = done.value;
    return ok({
      json: { gates, passed },
      text: (style) =>
        gates.length === 0 ? `no gate concerns ${style.bold(id)}` : gateLines(gates, style).join('\n'),
      ...(error ? { failure: error } : {}),
    });
  },
};
