import { showTask } from '../../app/show-task.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, flag } from '../input.ts';
import { showText } from '../render/show.ts';

export const command: Command = {
  summary: 'show all there is to a task: its fields, its neighbours, its brief',
  examples: [
    ['lra show task_003', 'what to do, what it depends on, where the work stopped'],
    ['lra show task_003 --include-records', 'and all that was done to it'],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [{ flags: '--include-records', summary: 'also its history' }],
  async run(context, input) {
    const id = argument(input, 'id');
    const shown = await showTask(await context.project(), { id, records: flag(input, 'includeRecords') });
    if (!shown.ok) return shown;
    const { task, details, warnings } = shown.value;
    return ok({
      json: { task: { ...task, ...details } },
      text: (style) => showText(shown.value, style),
      warnings,
    });
  },
};
