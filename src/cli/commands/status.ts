import { projectStatus } from '../../app/project-status.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { statusText } from '../render/status.ts';

export const command: Command = {
  summary: 'how the project stands, on one screen',
  examples: [['lra status', 'counts, who holds what, what is late, and what can never become ready']],
  async run(context) {
    const status = await projectStatus(await context.project());
    if (!status.ok) return status;
    const { total, ready } = status.value.stats;
    const next = total === 0 ? 'lra create "<description>"' : ready > 0 ? 'lra context' : null;
    return ok({
      json: { ...status.value },
      text: (style) => statusText(status.value, style),
      ...(next ? { next } : {}),
    });
  },
};
