import { type CreateTaskAnswer, createTask } from '../../app/create-task.ts';
import type { TaskJson } from '../../app/task-json.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { firstCheckTold } from '../first-check.ts';
import { argument, flag, option } from '../input.ts';
import { visible } from '../render/controls.ts';
import { headline } from '../render/headline.ts';
import type { Style } from '../render/style.ts';
import { commaList, givenVariables, VAR_OPTION } from '../task-options.ts';

export const command: Command = {
  summary: 'add a task',
  examples: [
    ['lra create "Write the parser"', 'add a task'],
    ['lra create "Test the parser" --dependencies task_001 --priority P0', 'one that waits for another'],
    ['lra create - --parent task_001 --output-req 16k < notes.md', 'below a task, described by a file'],
  ],
  arguments: [{ name: 'description', summary: 'what is to be done; -: read it from stdin' }],
  options: [
    {
      flags: '--template <name>',
      summary: "what kind of task it is; default: the parent's, or the project's",
      complete: 'template',
    },
    {
      flags: '--priority <P0..P3>',
      summary: "how urgent it is; default: the parent's, or the project's",
      complete: 'priority',
    },
    {
      flags: '--output-req <size>',
      summary: 'how much must be written for it: 4k to 128k, any <n>k, or tokens; default: 8k',
      complete: 'size',
    },
    { flags: '--parent <id>', summary: 'the task it is a part of', complete: 'task' },
    {
      flags: '--dependencies <ids>',
      summary: 'what must be finished before, with commas',
      repeat: true,
      complete: 'task',
    },
    {
      flags: '--dependency-type <all|any>',
      summary: 'whether it waits for all of them or for any one; default: all',
      complete: ['all', 'any'],
    },
    {
      flags: '--deadline <time>',
      summary: 'ISO 8601: 2030-01-31, or 2030-01-31T18:00:00Z; local without an offset',
    },
    { flags: '--variables <json>', summary: 'variables for its brief, as a JSON object' },
    VAR_OPTION,
    { flags: '--label <name>', summary: 'a word to find it by', repeat: true },
    {
      flags: '--module <name>',
      summary: 'the module it is about; default: the one that the description names',
      complete: 'module',
    },
    {
      flags: '--force',
      summary: 'create it also where incremental mode wants a module (recorded)',
    },
  ],
  details:
    'The first task of a project has the code checked: lra system-check. A task that concerns a module brings its ' +
    'documentation task, as doc_enforcement in config.yaml has it.',
  async run(context, input) {
    const text = argument(input, 'description');
    const request = {
      description: text === '-' ? await context.stdin() : text,
      template: option(input, 'template'),
      priority: option(input, 'priority'),
      output_req: option(input, 'outputReq'),
      parent_id: option(input, 'parent'),
      dependencies: commaList(input, 'dependencies'),
      dependency_type: option(input, 'dependencyType'),
      deadline: option(input, 'deadline'),
      variables: givenVariables(input),
      labels: commaList(input, 'label'),
      module: option(input, 'module'),
      force: flag(input, 'force'),
    };
    const done = await createTask(await context.project(), request, firstCheckTold(context));
    if (!done.ok) return done;
    const { task, ready, doc_task, suggestion, warnings } = done.value;
    if (suggestion?.kind === 'documentation' && !context.json) {
      const { template, module, description } = suggestion;
      const kind = `--template ${template} --module ${JSON.stringify(module)} --dependencies ${task.id}`;
      context.say(`hint: a documentation task should follow (${visible(kind)}): ${visible(description)}`);
    }
    return ok({
      json: { task, doc_task, ...(suggestion ? { suggestion } : {}) },
      text: (style) => lines(done.value, style).join('\n'),
      warnings,
      next: ready ? `lra claim ${task.id}` : `lra why ${task.id}`,
    });
  },
};

function lines({ task, doc_task, suggestion }: CreateTaskAnswer, style: Style): string[] {
  const said = [`${created(task, style)}: ${headline(task.description, style)}`];
  if (doc_task) {
    const id = style.bold(doc_task.id);
    said.push(`${id} documents it, once it is finished: ${headline(doc_task.description, style)}`);
  }
  if (suggestion?.kind === 'template') {
    const { template, keyword } = suggestion;
    said.push(
      style.dim(`"${style.data(keyword)}" may want the template ${style.data(template)} (--template)`),
    );
  }
  return said;
}

function created({ id, template, priority, output_req, status }: TaskJson, style: Style): string {
  const facts = [template, priority, output_req, status].join(', ');
  return `${style.bold(id)} created (${style.data(facts)})`;
}
