import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { VERSION } from '../version.ts';

export const command: Command = {
  summary: 'show the version',
  examples: [['lra version', 'the same as lra --version']],
  async run() {
    return ok({ json: { version: VERSION }, text: () => VERSION });
  },
};
