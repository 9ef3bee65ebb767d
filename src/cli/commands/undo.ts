import { undoLast } from '../../app/undo-last.ts';
import type { UndoneChange } from '../../core/record/undo.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { relativeTime } from '../render/relative-time.ts';
import type { Style } from '../render/style.ts';

const LINES = 20;

export const command: Command = {
  summary: 'take back the last thing you did to tasks',
  examples: [
    ['lra undo', 'take back your last change; again: take back the undo'],
    ['lra log --limit 5', 'see what was done last'],
  ],
  details:
    'Takes back the last transaction of this agent that was not undone yet; what others did stays. Leases, checkpoints\n' +
    'and records are kept as they are, and ids that were drawn are never drawn again.',
  async run(context) {
    const done = await undoLast(await context.project());
    if (!done.ok) return done;
    const { tx, command: verb, at, changes } = done.value.undone;
    return ok({
      json: { undone: { tx, command: verb, at, changes: changes.map((change) => jsonOf(change)) } },
      text: (style) => {
        const head = `took back "${verb}" (${relativeTime(at, style.now)})`;
        const shown = changes.slice(0, LINES).map((change) => line(change, style));
        const more = changes.length - shown.length;
        return [head, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
      },
      next: 'to take the undo back: lra undo',
    });
  },
};

function jsonOf({ id, did, fields }: UndoneChange) {
  return { id, did, ...(fields ? { fields: [...fields] } : {}) };
}

function line({ id, did, fields = [] }: UndoneChange, style: Style): string {
  return `${style.bold(id)} ${did}${fields.length > 0 ? `: ${fields.join(', ')}` : ''}`;
}
