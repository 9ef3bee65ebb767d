import { claimNext } from '../../app/claim-next.ts';
import { claimTask } from '../../app/claim-task.ts';
import { ok } from '../../core/result.ts';
import type { Command, Input } from '../command.ts';
import { argument, flag, option, usage } from '../input.ts';
import { checkpointLines } from '../render/checkpoint.ts';
import { afterClaim, claimJson, claimLines, claimWarnings } from '../render/claim.ts';
import { fold } from '../render/fold.ts';

export const command: Command = {
  summary: 'take a task, so that no other agent works on it or below it',
  examples: [
    ['lra claim --next', 'take the most urgent task that is ready'],
    ['lra claim --next --output-limit 8k', 'the same, of those that fit what you can write'],
    ['lra claim task_001', 'take this one, also when it has unfinished children or was paused'],
  ],
  arguments: [{ name: 'id', summary: 'the task', optional: true, complete: 'task' }],
  options: [
    { flags: '--next', summary: 'the most urgent task that is ready and that you do not hold yet' },
    {
      flags: '--output-limit <size>',
      summary: 'with --next: none that is larger; any size by default',
      complete: 'size',
    },
    { flags: '--template <name>', summary: 'with --next: only of this template', complete: 'template' },
    { flags: '--label <name>', summary: 'with --next: only with this label' },
  ],
  async run(context, input) {
    const wanted = whatIsWanted(input);
    const deps = await context.project();
    const done = await ('id' in wanted ? claimTask(deps, wanted) : claimNext(deps, wanted));
    if (!done.ok) return done;
    const { checkpoint } = done.value;
    return ok({
      json: claimJson(done.value),
      text: (style) => {
        const last = checkpoint ? checkpointLines(checkpoint, style) : [];
        return fold([...claimLines(done.value, style), ...last].join('\n'), style);
      },
      warnings: claimWarnings(deps.asker),
      next: afterClaim(done.value, deps.templates.lifecycles),
    });
  },
};

function whatIsWanted(input: Input) {
  const filter = {
    output_limit: option(input, 'outputLimit'),
    template: option(input, 'template'),
    label: option(input, 'label'),
  };
  const isNamed = input.args.id !== undefined;
  if (flag(input, 'next')) {
    return isNamed ? usage('claim takes an id or --next, not both') : filter;
  }
  if (!isNamed) return usage('claim takes the id of a task, or --next', 'the most urgent: lra claim --next');
  const stray = Object.values(filter).some((value) => value !== undefined);
  return stray
    ? usage('--output-limit, --template and --label choose among tasks: they go with --next, not with an id')
    : { id: argument(input, 'id') };
}
