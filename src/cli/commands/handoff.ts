import { handOffTask } from '../../app/hand-off-task.ts';
import { ok } from '../../core/result.ts';
import { SAID_OPTIONS, said } from '../checkpoint-options.ts';
import type { Command } from '../command.ts';
import { argument, flag, option, usage } from '../input.ts';
import { checkpointLines } from '../render/checkpoint.ts';

export const command: Command = {
  summary: 'pass a claim to another agent, with a checkpoint',
  examples: [
    [
      'lra handoff task_001 --to bob --note "parser works" --remaining "error messages"',
      'bob holds it from now on, and knows what is left',
    ],
  ],
  arguments: [{ name: 'id', summary: 'a task you hold', complete: 'task' }],
  options: [
    { flags: '--to <agent>', summary: 'who goes on' },
    ...SAID_OPTIONS,
    { flags: '--force', summary: "pass on another agent's claim (recorded)" },
  ],
  details: `It is one step: nobody can take the task in between, what was published stays so, and the old token counts no
more. What is not said is carried over from the last checkpoint. The other agent works under its own name, with the token
that this answers or with none.`,
  async run(context, input) {
    const id = argument(input, 'id');
    const to = option(input, 'to') ?? usage('to whom? --to <agent> is missing');
    const request = { id, to, force: flag(input, 'force'), ...said(input) };
    const done = await handOffTask(await context.project(), request);
    if (!done.ok) return done;
    const { lease, checkpoint, already } = done.value;
    return ok({
      json: { lease, checkpoint, ...(already ? { already } : {}) },
      text: (style) => {
        const last = checkpoint ? checkpointLines(checkpoint, style) : [];
        const held = `${style.bold(id)} is ${already ? 'already ' : ''}held by ${style.data(lease.agent)}`;
        return [held, ...last].join('\n');
      },
      next: `lra resume ${id} --agent ${lease.agent}`,
    });
  },
};
