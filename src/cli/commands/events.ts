import { readEvents } from '../../app/read-events.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { flag, integer, option } from '../input.ts';
import { jsonText } from '../render/controls.ts';

export const command: Command = {
  summary: 'print what happened while work ran, an event a line, as JSON',
  examples: [
    ['lra events --limit 20', 'the last 20'],
    ['lra events --since 1200', 'those after number 1200'],
    ['lra events --follow', 'all that are kept, and each new one as it comes'],
  ],
  options: [
    { flags: '--follow', summary: 'go on with each new event as it comes' },
    { flags: '--since <number>', summary: 'only events after this number' },
    { flags: '--limit <n>', summary: 'at most so many: the newest; with --since the first ones after it' },
  ],
  details:
    'Numbers grow by one with each event, also over restarts. The log is bounded (events.megabytes in config.yaml): the ' +
    'oldest events go first. With --follow, --limit says how many old ones to begin with; with --since as well, when to end.',
  async run(context, input) {
    const counted = (name: string) =>
      option(input, name) === undefined
        ? undefined
        : integer(input, name, { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
    const since = counted('since');
    const limit = counted('limit');
    const follow = flag(input, 'follow') ? new AbortController().signal : undefined;
    const request = { since, limit, follow };
    const done = await readEvents(await context.project(), request, (event) => {
      context.write(`${jsonText(event)}\n`);
    });
    if (!done.ok) return done;
    const { last } = done.value;
    if (since !== undefined && since > last) context.say(`the newest event is number ${last}`);
    return ok(null);
  },
};
