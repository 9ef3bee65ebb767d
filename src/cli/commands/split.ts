import { splitGuide } from '../../app/split-guide.ts';
import { splitTask } from '../../app/split-task.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Answer, Command, CommandContext } from '../command.ts';
import { argument, option } from '../input.ts';
import { headline } from '../render/headline.ts';
import { splitGuideText } from '../render/split-guide.ts';
import { textOf } from '../text-source.ts';

export const command: Command = {
  summary: 'split a task into parts below it',
  examples: [
    ['lra split task_001', 'print all that is needed to write a plan'],
    ['lra split task_001 --plan @plan.json', 'create the parts of a plan, all or none'],
    [
      'lra split task_001 --plan \'[{"desc":"Write the lexer"},{"desc":"Write the parser"}]\'',
      'the same, inline',
    ],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [
    {
      flags: '--plan <json|@file|->',
      summary: 'the parts: as JSON, from a file, or from stdin',
      complete: 'file',
    },
  ],
  details:
    'Needs no claim of your own. Parts below a task that is claimed and not published are for its holder until then.',
  async run(context, input) {
    const id = argument(input, 'id');
    const plan = option(input, 'plan');
    return plan === undefined ? guide(context, id) : create(context, id, plan);
  },
};

async function guide(context: CommandContext, id: string): Promise<Result<Answer, Failure>> {
  const done = await splitGuide(await context.project(), id);
  if (!done.ok) return done;
  const { task, brief, children, sizes, format } = done.value;
  return ok({
    json: {
      task,
      brief,
      children,
      sizes,
      format,
    },
    text: (style) => splitGuideText(done.value, style),
    next: `lra split ${id} --plan -`,
  });
}

async function create(context: CommandContext, id: string, plan: string): Promise<Result<Answer, Failure>> {
  const text = await textOf(context, plan);
  const done = await splitTask(await context.project(), { id, plan: text });
  if (!done.ok) return done;
  const { parent, created } = done.value;
  return ok({
    json: { parent, created },
    text: (style) => {
      const lines = created.map(
        (task) =>
          `${style.bold(task.id)} (${style.data(`${task.output_req}, ${task.status}`)}): ` +
          headline(task.description, style),
      );
      return [`${parent.id} split into ${created.length}:`, ...lines].join('\n');
    },
    next: 'lra claim --next',
  });
}
