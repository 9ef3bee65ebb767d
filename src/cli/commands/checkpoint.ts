import { checkpointTask } from '../../app/checkpoint-task.ts';
import type { JsonValue } from '../../core/json.ts';
import { ok } from '../../core/result.ts';
import { givenList, SAID_OPTIONS, said } from '../checkpoint-options.ts';
import type { Command } from '../command.ts';
import { argument, option, usage } from '../input.ts';
import { checkpointLines } from '../render/checkpoint.ts';

export const command: Command = {
  summary: 'leave word of how far the work is, for yourself or another',
  examples: [
    ['lra checkpoint task_001 --completed "lexer" --remaining "parser"', 'say what is done and what is left'],
    [
      'lra checkpoint task_001 --file src/lexer.ts --state \'{"line":120}\'',
      'with files, and data of your own',
    ],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [
    ...SAID_OPTIONS,
    { flags: '--file <path>', summary: 'a file that matters', repeat: true, complete: 'file' },
    { flags: '--state <json>', summary: 'whatever you need to go on' },
  ],
  details: 'The last 5 checkpoints are kept. A checkpoint counts as a heartbeat.',
  async run(context, input) {
    const id = argument(input, 'id');
    const state = parseState(option(input, 'state'));
    const content = { ...said(input), files: givenList(input, 'file'), state };
    const done = await checkpointTask(await context.project(), { id, ...content });
    if (!done.ok) return done;
    const { checkpoint } = done.value;
    return ok({
      json: { checkpoint },
      text: (style) => `${style.bold(id)}: ${checkpointLines(checkpoint, style).join('\n')}`,
    });
  },
};

function parseState(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    return usage(`--state takes JSON: ${(error as Error).message}`);
  }
}
