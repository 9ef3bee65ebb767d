import { readLog } from '../../app/read-log.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { integer } from '../input.ts';
import { logText } from '../render/log.ts';

export const command: Command = {
  summary: 'what was done, by whom, and when; the newest first',
  examples: [
    ['lra log', 'the last 20 things done in this project'],
    ['lra log task_003', 'what happened to one task, also when it was deleted'],
    ['lra log --limit 0', 'everything, as far back as it is kept'],
  ],
  arguments: [{ name: 'id', summary: 'the task', optional: true, complete: 'task' }],
  options: [{ flags: '--limit <n>', summary: 'how many at most (20); 0 for all' }],
  async run(context, input) {
    const id = input.args.id;
    const log = await readLog(await context.project(), {
      ...(typeof id === 'string' ? { id } : {}),
      limit: integer(input, 'limit', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 20 }),
    });
    if (!log.ok) return log;
    return ok({ json: { ...log.value }, text: (style) => logText(log.value, style) });
  },
};
