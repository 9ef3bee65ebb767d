import { resumeAndClaim, resumeTask } from '../../app/resume-task.ts';
import type { Standing } from '../../core/lease/resume.ts';
import type { RecordEntry } from '../../core/record/record.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, flag } from '../input.ts';
import { checkpointLines } from '../render/checkpoint.ts';
import { afterClaim, claimJson, claimLines, claimWarnings, taskLine } from '../render/claim.ts';
import { fold } from '../render/fold.ts';
import { relativeTime } from '../render/relative-time.ts';
import type { Style } from '../render/style.ts';

const MOST_SHOWN = 20;

export const command: Command = {
  summary: 'see where the work on a task stands, and take it up',
  examples: [
    ['lra resume task_001', 'the last checkpoint, and what was done since'],
    ['lra resume task_001 --claim', 'the same, and the task is yours'],
  ],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  options: [{ flags: '--claim', summary: 'take it in the same step' }],
  async run(context, input) {
    const id = argument(input, 'id');
    const deps = await context.project();
    if (!flag(input, 'claim')) {
      const seen = await resumeTask(deps, { id });
      if (!seen.ok) return seen;
      const { task, lease } = seen.value;
      const what = lease ? `${lease.status} by ${lease.agent}` : 'free';
      return ok({
        json: { ...seen.value },
        text: (style) =>
          fold(
            [taskLine(task, style.data(what), style), ...standingLines(seen.value, style)].join('\n'),
            style,
          ),
        ...(lease?.status === 'claimed' || task.finished_at ? {} : { next: `lra resume ${id} --claim` }),
      });
    }
    const done = await resumeAndClaim(deps, { id });
    if (!done.ok) return done;
    return ok({
      json: { ...claimJson(done.value), since: done.value.since },
      text: (style) =>
        fold([...claimLines(done.value, style), ...standingLines(done.value, style)].join('\n'), style),
      warnings: claimWarnings(deps.asker),
      next: afterClaim(done.value, deps.templates.lifecycles),
    });
  },
};

function standingLines({ checkpoint, since }: Standing, style: Style): readonly string[] {
  const lines = checkpoint ? [...checkpointLines(checkpoint, style)] : ['no checkpoint yet'];
  if (since.length > MOST_SHOWN)
    lines.push(style.dim(`… ${since.length - MOST_SHOWN} earlier steps: lra log`));
  for (const entry of since.slice(-MOST_SHOWN)) lines.push(stepLine(entry, style));
  return lines;
}

function stepLine({ at, agent, command: verb, note, changed }: RecordEntry, style: Style): string {
  const status = changed?.status ? ` to ${String(changed.status[1])}` : '';
  const said = note ? `: ${note}` : '';
  return `${relativeTime(at, style.now)}  ${style.data(`${agent} ${verb}${status}${said}`)}`;
}
