import { searchTasks } from '../../app/search-tasks.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, integer, optionList } from '../input.ts';
import { taskListJson, taskListText } from '../render/task-list.ts';

export const command: Command = {
  summary: 'find tasks by a text in their id, description or brief',
  examples: [
    ['lra search parser', 'every task that speaks of a parser, whatever its case'],
    ['lra search "rate limit" --status pending', 'of those, the ones that nobody began'],
  ],
  arguments: [{ name: 'text', summary: 'what to look for' }],
  options: [
    {
      flags: '--status <status>',
      summary: 'with this status; several: any of them',
      repeat: true,
      complete: 'status',
    },
    { flags: '--limit <n>', summary: 'how many at most (50); 0 for all' },
  ],
  async run(context, input) {
    const found = await searchTasks(await context.project(), {
      text: argument(input, 'text'),
      statuses: optionList(input, 'status'),
      limit: integer(input, 'limit', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 50 }),
    });
    if (!found.ok) return found;
    const view = { page: found.value, offset: 0, compact: false };
    return ok({ json: taskListJson(view), text: (style) => taskListText(view, style) });
  },
};
