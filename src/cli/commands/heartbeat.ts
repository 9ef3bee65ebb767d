import { heartbeatTask } from '../../app/heartbeat-task.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument } from '../input.ts';
import { relativeTime } from '../render/relative-time.ts';

export const command: Command = {
  summary: 'show that you still work on a task you hold',
  examples: [['lra heartbeat task_001', 'keep the claim; it revives one that lapsed and that nobody took']],
  arguments: [{ name: 'id', summary: 'a task you hold', complete: 'task' }],
  async run(context, input) {
    const id = argument(input, 'id');
    const done = await heartbeatTask(await context.project(), { id });
    if (!done.ok) return done;
    const { lease } = done.value;
    return ok({
      json: { lease },
      text: (style) =>
        `${style.bold(id)} is yours; the next heartbeat is due ${relativeTime(String(lease.expires_at), style.now)}`,
    });
  },
};
