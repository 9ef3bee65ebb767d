import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { COMPLETION_SCRIPTS, SHELLS } from '../completion/scripts.ts';
import { argument, oneOf } from '../input.ts';

export const command: Command = {
  summary: 'print a script that completes lra in a shell',
  examples: [
    ['source <(lra completion bash)', 'complete commands, flags, ids and statuses in this bash'],
    ['source <(lra completion zsh)', 'the same in zsh, after compinit'],
    ['lra completion fish | source', 'the same in fish'],
  ],
  arguments: [{ name: 'shell', summary: SHELLS.join(', '), complete: SHELLS }],
  details: "To have it in every shell, put the line into the shell's start-up file.",
  async run(_context, input) {
    const shell = oneOf(argument(input, 'shell'), SHELLS, 'the shell');
    const script = COMPLETION_SCRIPTS[shell];
    return ok({ json: { shell, script }, text: () => script });
  },
};
