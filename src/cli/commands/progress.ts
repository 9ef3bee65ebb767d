import { reportProgress } from '../../app/report-progress.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, option, usage } from '../input.ts';
import { progressText } from '../render/progress.ts';

export const command: Command = {
  summary: 'say how far the work on a task is, and what it cost',
  examples: [
    ['lra progress task_001 3/10 "the parser"', 'three of ten steps are done'],
    ['lra progress task_001 4/10 --cost 0.12', 'and 0.12 was spent since the last report'],
  ],
  arguments: [
    { name: 'id', summary: 'the task', complete: 'task' },
    { name: 'step/total', summary: 'the steps that are done, and how many there are' },
    { name: 'description', summary: 'what is being done, in one line', optional: true },
  ],
  options: [{ flags: '--cost <number>', summary: 'what was spent since the last report' }],
  details:
    'Counts as a heartbeat. The cost adds up over a task and all below it; budget_exhausted says that the limit, ' +
    'budget.cost in config.yaml, is reached; the report is kept all the same.',
  async run(context, input) {
    const id = argument(input, 'id');
    const [, step, total] = /^(\d{1,15})\/(\d{1,15})$/.exec(argument(input, 'step/total').trim()) ?? [];
    if (step === undefined || total === undefined) {
      return usage(
        `progress is <step>/<total>, such as 3/10, not ${JSON.stringify(argument(input, 'step/total').slice(0, 80))}`,
      );
    }
    const description = input.args.description as string | undefined;
    const request = {
      id,
      step: Number(step),
      total: Number(total),
      description,
      cost: readCost(option(input, 'cost')),
    };
    const done = await reportProgress(await context.project(), request);
    if (!done.ok) return done;
    const { progress, budget } = done.value;
    return ok({
      json: { ...done.value },
      text: (style) => {
        const spent = budget
          ? ` · ${budget.spent} spent${budget.limit === null ? '' : ` of ${budget.limit}`}`
          : '';
        return `${style.bold(id)} ${progressText(progress, style)}${spent}`;
      },
    });
  },
};

function readCost(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d*\.?\d+(?:e-?\d+)?$/i.test(text.trim())) return Number(text);
  return usage(`--cost takes a number, 0 or more, not ${JSON.stringify(text.slice(0, 80))}`);
}
