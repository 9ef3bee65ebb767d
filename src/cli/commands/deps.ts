import { type EditDependenciesRequest, editTaskDependencies } from '../../app/edit-dependencies.ts';
import { type ShowDependenciesRequest, showDependencies } from '../../app/show-dependencies.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Answer, Command, CommandContext } from '../command.ts';
import { argument, flag, usage } from '../input.ts';
import { dependencyText } from '../render/dependencies.ts';
import { commaList } from '../task-options.ts';

export const command: Command = {
  summary: 'show or change what a task depends on',
  examples: [
    ['lra deps task_003', 'what it waits for'],
    ['lra deps task_003 --dependents --tree', 'what waits for it, and for that, and so on'],
    ['lra deps task_003 --add task_001 --remove task_002', 'change it'],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [
    { flags: '--dependents', summary: 'what depends on it, in place of what it depends on' },
    { flags: '--tree', summary: 'the whole tree' },
    { flags: '--add <id>', summary: 'let it wait for this one', repeat: true, complete: 'task' },
    { flags: '--remove <id>', summary: 'let it no longer wait for this one', repeat: true, complete: 'task' },
  ],
  async run(context, input) {
    const id = argument(input, 'id');
    const add = commaList(input, 'add');
    const remove = commaList(input, 'remove');
    const dependents = flag(input, 'dependents');
    const tree = flag(input, 'tree');
    if (add === undefined && remove === undefined) return show(context, { id, dependents, tree });
    if (dependents || tree)
      return usage('--dependents and --tree show; they do not go with --add and --remove');
    return edit(context, { id, add, remove });
  },
};

async function show(
  context: CommandContext,
  request: ShowDependenciesRequest,
): Promise<Result<Answer, Failure>> {
  const done = await showDependencies(await context.project(), request);
  if (!done.ok) return done;
  const shown = done.value;
  return ok({
    json: { ...shown },
    text: (style) => dependencyText(shown, style),
  });
}

async function edit(
  context: CommandContext,
  request: EditDependenciesRequest,
): Promise<Result<Answer, Failure>> {
  const done = await editTaskDependencies(await context.project(), request);
  if (!done.ok) return done;
  const { already, ...shown } = done.value;
  return ok({
    json: { ...shown, ...(already ? { already } : {}) },
    text: (style) => dependencyText(shown, style),
  });
}
