import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { fold } from '../render/fold.ts';
import { GUIDE } from '../render/guide.ts';

export const command: Command = {
  summary: 'one page for an agent: how to work with lra',
  examples: [
    ['lra guide', 'read it once, before anything else'],
    ['lra guide >> AGENTS.md', 'let every agent of this repository know'],
  ],
  async run() {
    return ok({ json: { guide: GUIDE }, text: (style) => fold(GUIDE, style) });
  },
};
