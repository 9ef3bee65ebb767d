import { readResources } from '../../app/read-resources.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { optionList } from '../input.ts';
import { resourcesText } from '../render/resources.ts';

export const command: Command = {
  summary: 'how much of CPU, memory and disk is in use, and what that means for work',
  examples: [
    ['lra resources', 'of this machine, and of the container that this runs in'],
    ['lra resources --pid 4711', 'also of a process and all that it started'],
  ],
  options: [{ flags: '--pid <pid>', summary: 'a process to measure as well', repeat: true }],
  details:
    'Levels: ok; warn; stop (nothing new is begun); pause (what runs is paused). The thresholds are resources.* in config.yaml.',
  async run(context, input) {
    const pids = optionList(input, 'pid').map((text) =>
      /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN,
    );
    const status = await readResources(await context.project(), { pids });
    if (!status.ok) return status;
    const { warnings, ...json } = status.value;
    return ok({ json, warnings, text: (style) => resourcesText(status.value, style) });
  },
};
