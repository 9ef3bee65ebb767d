import { listTasks } from '../../app/list-tasks.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { flag, integer, option, optionList } from '../input.ts';
import { taskListJson, taskListText } from '../render/task-list.ts';

export const command: Command = {
  summary: 'list tasks',
  examples: [
    ['lra list', 'the first 50 tasks'],
    ['lra list --ready', 'what you could claim now'],
    ['lra list --status blocked --priority P0', 'the most urgent of what waits'],
    ['lra list --parent task_001 --limit 0 --compact', 'all children of a task, a short line each'],
  ],
  options: [
    {
      flags: '--status <status>',
      summary: 'with this status; several: any of them',
      repeat: true,
      complete: 'status',
    },
    { flags: '--template <name>', summary: 'of this template', complete: 'template' },
    { flags: '--priority <P0..P3>', summary: 'of this priority', complete: 'priority' },
    { flags: '--parent <id>', summary: 'the children of this task', complete: 'task' },
    { flags: '--label <name>', summary: 'with this label' },
    { flags: '--mine', summary: 'what you hold, have paused, or let lapse' },
    { flags: '--ready', summary: 'what you could claim now' },
    { flags: '--limit <n>', summary: 'how many at most (50); 0 for all' },
    { flags: '--offset <n>', summary: 'how many to leave out at the start' },
    { flags: '--compact', summary: 'id, status, priority, size and the beginning of the description' },
  ],
  async run(context, input) {
    const offset = integer(input, 'offset', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
    const listed = await listTasks(await context.project(), {
      statuses: optionList(input, 'status'),
      template: option(input, 'template'),
      priority: option(input, 'priority'),
      parent_id: option(input, 'parent'),
      label: option(input, 'label'),
      mine: flag(input, 'mine'),
      ready: flag(input, 'ready'),
      limit: integer(input, 'limit', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 50 }),
      offset,
    });
    if (!listed.ok) return listed;
    const view = { page: listed.value, offset, compact: flag(input, 'compact') };
    return ok({ json: taskListJson(view), text: (style) => taskListText(view, style) });
  },
};
