import { fail } from '../../core/failure.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { integer } from '../input.ts';
import { PROOFS, type ProofResult } from '../play/proofs.ts';
import { ScratchProject } from '../play/scratch-project.ts';

const FAILED = 1;

export const command: Command = {
  summary: 'prove on this machine that nothing is lost, doubled or stuck',
  examples: [
    ['lra selftest', 'real processes on a temporary project'],
    ['lra selftest --processes 40', 'with more of them at once'],
  ],
  options: [{ flags: '--processes <n>', summary: 'how many processes at once (20)' }],
  async run(context, input) {
    const processes = integer(input, 'processes', { min: 2, max: 200, fallback: 20 });
    const project = ScratchProject.create(context.self);
    const results: ProofResult[] = [];
    try {
      await project.run(['init', '--name', 'selftest']);
      for (const proof of PROOFS) results.push(await proof(project, processes));
    } finally {
      await project.remove();
    }
    const broken = results.filter((result) => !result.ok);
    return ok({
      json: {
        processes,
        results: results.map(({ name, ok: passed, detail }) => ({ name, ok: passed, detail })),
      },
      text: (style) =>
        results
          .map(({ name, ok: passed, detail }) => {
            const mark = passed ? style.green('ok    ') : style.red('FAILED');
            return `${mark} ${name}  ${style.dim(detail)}`;
          })
          .join('\n'),
      ...(broken.length === 0
        ? {}
        : {
            exitCode: FAILED,
            failure: fail('check_failed', `${broken.length} of ${results.length} proofs failed`, {
              hint: 'is this a network or overlay file system? see docs/concurrency.md',
            }),
          }),
    });
  },
};
