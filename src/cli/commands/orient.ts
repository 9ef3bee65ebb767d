import { orientAgent, orientJson } from '../../app/orient-agent.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { gatesTold } from '../gates-told.ts';
import { flag, integer } from '../input.ts';
import { jsonText } from '../render/controls.ts';
import { orientFormat } from '../render/orient.ts';

export const command: Command = {
  summary: 'get your bearings: where you are, what was done, what you hold, what fails and runs',
  examples: [
    ['lra orient', 'for an agent that has just started, or forgot'],
    ['lra orient --verify', 'run the gates of what you hold first'],
    ['lra orient --budget 500 --json', 'in 500 tokens at most, for a program'],
  ],
  options: [
    { flags: '--budget <tokens>', summary: 'how long the answer may be (1500)' },
    { flags: '--verify', summary: 'run the gates of what you hold; else the newest evidence counts' },
  ],
  details:
    'The answer stays within the budget: the least important lines are left out, and it says how many.',
  async run(context, input) {
    const budget = integer(input, 'budget', { min: 500, max: Number.MAX_SAFE_INTEGER, fallback: 1500 });
    const request = {
      budget,
      verify: flag(input, 'verify'),
      folder: context.startDir,
      format: context.json ? orientJson(jsonText) : orientFormat(context.style),
    };
    const done = await orientAgent(await context.project(), request, gatesTold(context));
    if (!done.ok) return done;
    const { document, text } = done.value;
    return ok({ json: { orient: document }, text: () => text.trimEnd() });
  },
};
