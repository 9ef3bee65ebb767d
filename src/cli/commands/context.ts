import { contextFor } from '../../app/build-context.ts';
import { jsonFormat } from '../../core/context/format.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { integer, option } from '../input.ts';
import { textFormat } from '../render/context.ts';
import { jsonText } from '../render/controls.ts';

export const command: Command = {
  summary: 'where you are, and what you can take',
  examples: [
    ['lra context', 'what is yours, what you can take, and what to do next'],
    ['lra context --output-limit 16k', 'the same, for a model that can write 16k tokens at a time'],
    ['lra context --budget 500 --json', 'in 500 tokens at most, for a program'],
  ],
  options: [
    {
      flags: '--output-limit <size>',
      summary: 'how much you can write at a time (8k): larger tasks are to be split',
      complete: 'size',
    },
    { flags: '--budget <tokens>', summary: 'how long the answer may be (2000, or as config.yaml says)' },
  ],
  details: `The answer stays within the budget: the least important lines are shortened, then dropped, and it says how many.`,
  async run(context, input) {
    const outputLimit = option(input, 'outputLimit');
    const budget = integer(input, 'budget', { min: 300, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
    const project = await context.project();
    const done = await contextFor(project, {
      ...(outputLimit === undefined ? {} : { outputLimit }),
      ...(budget === 0 ? {} : { budget }),
      format: context.json ? jsonFormat(jsonText) : textFormat(context.style),
    });
    if (!done.ok) return done;
    const { document, text } = done.value;
    return ok({
      json: { ...document },
      text: () => text.trimEnd(),
      written: () => project.notices.acknowledge(document.notifications.map(({ id }) => id)),
    });
  },
};
