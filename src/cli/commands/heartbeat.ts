import { heartbeatTask } from '../../app/heartbeat-task.ts';
import { span } from '../../core/context/span.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument } from '../input.ts';
import { noticeLines } from '../render/jobs.ts';
import { relativeTime } from '../render/relative-time.ts';

const MINUTE = 60_000;

export const command: Command = {
  summary: 'show that you still work on a task you hold',
  examples: [['lra heartbeat task_001', 'keep the claim; it revives one that lapsed and that nobody took']],
  arguments: [{ name: 'id', summary: 'a task you hold', complete: 'task' }],
  async run(context, input) {
    const id = argument(input, 'id');
    const project = await context.project();
    const done = await heartbeatTask(project, { id });
    if (!done.ok) return done;
    const { lease, notifications } = done.value;
    const every = span(project.settings.locks.heartbeat_minutes * MINUTE);
    return ok({
      json: { lease, notifications },
      text: (style) => {
        const line = `${style.bold(id)} is yours; send a heartbeat every ${every}: without one the claim lapses ${relativeTime(lease.expires_at, style.now)}`;
        return [line, ...noticeLines(notifications, style)].join('\n');
      },
      written: () => project.notices.acknowledge(notifications.map(({ id }) => id)),
    });
  },
};
