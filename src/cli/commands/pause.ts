import { pauseTask } from '../../app/pause-task.ts';
import { ok } from '../../core/result.ts';
import { SAID_OPTIONS, said } from '../checkpoint-options.ts';
import type { Command } from '../command.ts';
import { argument } from '../input.ts';
import { checkpointLines } from '../render/checkpoint.ts';

export const command: Command = {
  summary: 'lay a task down with a checkpoint; anyone may take it up',
  examples: [
    [
      'lra pause task_001 --note "parser works" --remaining "error messages"',
      'stop here, and say what is left',
    ],
  ],
  arguments: [{ name: 'id', summary: 'a task you hold', complete: 'task' }],
  options: SAID_OPTIONS,
  details: 'What is not said is carried over from the last checkpoint.',
  async run(context, input) {
    const id = argument(input, 'id');
    const done = await pauseTask(await context.project(), { id, ...said(input) });
    if (!done.ok) return done;
    const { lease, checkpoint, already } = done.value;
    return ok({
      json: { lease, checkpoint, ...(already ? { already } : {}) },
      text: (style) => {
        const last = checkpoint ? checkpointLines(checkpoint, style) : [];
        return [`${style.bold(id)} is ${already ? 'already ' : ''}paused`, ...last].join('\n');
      },
      next: `lra resume ${id} --claim`,
    });
  },
};
