import { clearStop, stopWorkers } from '../../app/stop-workers.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { flag, usage } from '../input.ts';

export const command: Command = {
  summary: 'ask the workers of this project to stop',
  examples: [
    ['lra stop', 'they begin nothing new, checkpoint and pause what runs, and end'],
    ['lra stop --now', 'they end what runs at once'],
    ['lra stop --clear', 'take it back, so that workers may start again'],
  ],
  options: [
    { flags: '--now', summary: 'end what runs at once' },
    { flags: '--clear', summary: 'take back what was asked' },
  ],
  details:
    'It leaves the file .long-run-agent/STOP, which the worker that stopped takes away; one made by hand (touch) does the same.',
  async run(context, input) {
    const now = flag(input, 'now');
    if (flag(input, 'clear')) {
      if (now) usage('--now and --clear exclude each other');
      const done = await clearStop(await context.project());
      if (!done.ok) return done;
      const { cleared } = done.value;
      return ok({
        json: { ...done.value },
        text: () => (cleared ? 'workers may run again' : 'nobody had asked the workers to stop'),
      });
    }
    const done = await stopWorkers(await context.project(), { now });
    if (!done.ok) return done;
    const { stop, already } = done.value;
    const how = stop.now ? 'workers stop at once' : 'workers stop once what runs is checkpointed';
    return ok({
      json: { ...done.value },
      text: () => (already ? `${how}; that was asked already` : how),
      next: 'lra stop --clear takes it back',
    });
  },
};
