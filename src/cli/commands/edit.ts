import { editTask } from '../../app/edit-task.ts';
import { ok } from '../../core/result.ts';
import type { Command, Input } from '../command.ts';
import { argument, integer, option } from '../input.ts';
import { commaList, givenVariables, VAR_OPTION } from '../task-options.ts';

export const command: Command = {
  summary: 'change what a task says',
  examples: [
    ['lra edit task_001 --output-req 16k --add-label parser', 'change its size, and add a label'],
    ['lra edit task_001 --deadline none', 'take its deadline away'],
    ['lra edit task_001 --description "…" --if-version 3', 'only if nobody changed it since version 3'],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [
    { flags: '--description <text>', summary: 'what is to be done' },
    { flags: '--output-req <size>', summary: 'how much must be written for it', complete: 'size' },
    {
      flags: '--deadline <time|none>',
      summary: 'ISO 8601, local without an offset; or none',
      complete: ['none'],
    },
    { flags: '--add-label <name>', summary: 'a word to find it by', repeat: true },
    { flags: '--remove-label <name>', summary: 'a label to take away', repeat: true },
    VAR_OPTION,
    { flags: '--if-version <n>', summary: 'refuse when the task is at another version' },
  ],
  details: 'The brief of the task stays as it is: people and agents write in it.',
  async run(context, input) {
    const deadline = option(input, 'deadline');
    const done = await editTask(await context.project(), {
      id: argument(input, 'id'),
      description: option(input, 'description'),
      output_req: option(input, 'outputReq'),
      deadline: deadline === 'none' ? null : deadline,
      add_labels: commaList(input, 'addLabel'),
      remove_labels: commaList(input, 'removeLabel'),
      variables: givenVariables(input),
      if_version: givenVersion(input),
    });
    if (!done.ok) return done;
    const { task, already, warnings } = done.value;
    return ok({
      json: { task, ...(already ? { already } : {}) },
      text: (style) =>
        `${style.bold(task.id)} is ${already ? 'so already' : 'changed'} (version ${task.version})`,
      warnings,
    });
  },
};

function givenVersion(input: Input): number | undefined {
  if (option(input, 'ifVersion') === undefined) return undefined;
  return integer(input, 'ifVersion', { min: 1, max: Number.MAX_SAFE_INTEGER, fallback: 1 });
}
