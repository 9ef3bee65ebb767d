import { createTemplate } from '../../app/template-create.ts';
import { deleteTemplate } from '../../app/template-delete.ts';
import { listTemplates } from '../../app/template-list.ts';
import { showTemplate } from '../../app/template-show.ts';
import { validateTemplates } from '../../app/template-validate.ts';
import { ok } from '../../core/result.ts';
import type { ArgumentSpec, Command } from '../command.ts';
import { argument, option } from '../input.ts';
import { templateRows, templateText, validationLines } from '../render/template.ts';

const NAME: ArgumentSpec = { name: 'name', summary: 'the template', complete: 'template' };

const list: Command = {
  summary: "list the templates: the project's own and those that ship with lra",
  examples: [['lra template list', 'every template with its states']],
  async run(context) {
    const done = await listTemplates(await context.project());
    if (!done.ok) return done;
    return ok({
      json: { ...done.value },
      text: (style) => templateRows(done.value.templates, style).join('\n'),
    });
  },
};

const show: Command = {
  summary: 'show a template: its states, and its YAML text',
  examples: [['lra template show code-module', 'what a task of this kind goes through, and its brief']],
  arguments: [NAME],
  async run(context, input) {
    const done = await showTemplate(await context.project(), argument(input, 'name'));
    if (!done.ok) return done;
    return ok({
      json: { ...done.value },
      text: (style) => templateText(done.value, style),
    });
  },
};

const create: Command = {
  summary: 'make a template of the project, as a copy to work on',
  examples: [
    ['lra template create bug-fix', 'a copy of the template task'],
    ['lra template create endpoint --from code-module', 'a copy of another one'],
  ],
  arguments: [{ ...NAME, summary: 'the new name: a-z, 0-9, - and _', complete: [] }],
  options: [{ flags: '--from <name>', summary: 'the template to copy; default: task', complete: 'template' }],
  async run(context, input) {
    const name = argument(input, 'name');
    const from = option(input, 'from');
    const done = await createTemplate(await context.project(), {
      name,
      ...(from === undefined ? {} : { from }),
    });
    if (!done.ok) return done;
    const { path } = done.value;
    return ok({
      json: { ...done.value },
      text: (style) => `${style.bold(name)} is in ${style.data(path ?? '')}`,
      next: `edit it, then: lra template validate ${name}`,
    });
  },
};

const remove: Command = {
  summary: 'delete a template of the project that no task uses',
  examples: [['lra template delete bug-fix', 'delete its file']],
  arguments: [NAME],
  async run(context, input) {
    const name = argument(input, 'name');
    const done = await deleteTemplate(await context.project(), name);
    if (!done.ok) return done;
    return ok({ json: { ...done.value }, text: (style) => `${style.bold(name)} is deleted` });
  },
};

const validate: Command = {
  summary: "check one template, or all of the project's own",
  examples: [
    ['lra template validate', "everything that is wrong with the project's templates"],
    ['lra template validate bug-fix', 'with this one'],
  ],
  arguments: [{ ...NAME, optional: true }],
  async run(context, input) {
    const name = input.args.name === undefined ? undefined : argument(input, 'name');
    const done = await validateTemplates(await context.project(), name);
    if (!done.ok) return done;
    const { templates, error } = done.value;
    return ok({
      json: { templates },
      text: (style) => validationLines(templates, style).join('\n'),
      ...(error ? { failure: error } : {}),
    });
  },
};

export const command: Command = {
  summary: 'the kinds of tasks: list, show, create, delete and check them',
  examples: [
    ['lra template list', 'every template with its states'],
    ['lra template show code-module', 'what a task of this kind goes through, and its brief'],
    ['lra template create bug-fix --from code-module', 'one of your own, to be edited'],
    ['lra template validate', 'everything that is wrong with your own, by file and line'],
  ],
  details:
    "The project's own templates are YAML files in .long-run-agent/templates/, and go before those of lra.",
  subcommands: { list, show, create, delete: remove, validate },
};
