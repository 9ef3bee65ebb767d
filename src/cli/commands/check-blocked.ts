import { checkBlockedTasks } from '../../app/check-blocked.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { someIds } from '../render/some-ids.ts';

export const command: Command = {
  summary: 'work out anew which tasks are blocked',
  examples: [['lra check-blocked', 'after changes by other hands: an editor, a merge']],
  async run(context) {
    const done = await checkBlockedTasks(await context.project());
    if (!done.ok) return done;
    const { unblocked, blocked } = done.value;
    return ok({
      json: { unblocked: [...unblocked], blocked: [...blocked] },
      text: () => `unblocked: ${someIds(unblocked) || 'none'}\nblocked: ${someIds(blocked) || 'none'}`,
      ...(unblocked.length > 0 ? { next: 'lra claim --next' } : {}),
    });
  },
};
