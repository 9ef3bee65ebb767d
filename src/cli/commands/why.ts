import { type ExplainTaskAnswer, explainTask } from '../../app/explain-task.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument } from '../input.ts';
import { whyText } from '../render/why.ts';

export const command: Command = {
  summary: 'why a task is not ready, or that it is',
  examples: [['lra why task_003', 'what it waits for, who holds it, and for how long']],
  arguments: [{ name: 'id', summary: 'the task', complete: 'task' }],
  async run(context, input) {
    const explained = await explainTask(await context.project(), { id: argument(input, 'id') });
    if (!explained.ok) return explained;
    const next = nextStep(explained.value);
    return ok({
      json: { ...explained.value },
      text: (style) => whyText(explained.value, style),
      ...(next ? { next } : {}),
    });
  },
};

/** What to do about the nearest reason, where something can be done. */
function nextStep({ task_id, ready, reasons }: ExplainTaskAnswer): string | null {
  if (ready) return `lra claim ${task_id}`;
  const [nearest] = reasons;
  switch (nearest?.code) {
    case 'invalid_template':
      return `lra template validate ${nearest.template}`;
    case 'task_blocked':
      return `lra why ${nearest.waiting_for[0]?.id ?? task_id}`;
    case 'paused':
      return `lra resume ${task_id} --claim`;
    case 'children_unfinished':
      return `lra list --parent ${task_id}`;
    case 'task_finished':
      return `lra log ${task_id}`;
    default:
      return null;
  }
}
