import { readJobLog } from '../app/bg-logs.ts';
import { ok } from '../core/result.ts';
import type { Command } from './command.ts';
import { argument, flag, integer, option } from './input.ts';
import { jsonText } from './render/controls.ts';

/** `lra bg logs`. */
export const logs: Command = {
  summary: 'print what a job wrote',
  examples: [
    ['lra bg logs job_001', 'all that was kept'],
    ['lra bg logs job_001 --tail 20', 'its last 20 lines'],
    ['lra bg logs job_001 --follow', 'and what it goes on to write, until it ends'],
  ],
  arguments: [{ name: 'id', summary: 'the job' }],
  options: [
    {
      flags: '--follow',
      summary: 'go on until the job ends; with --json a line each time it wrote something',
    },
    { flags: '--tail <n>', summary: 'only the last n lines' },
  ],
  async run(context, input) {
    const tail = option(input, 'tail') === undefined ? undefined : integer(input, 'tail', BOUNDS);
    const follow = flag(input, 'follow');
    const id = argument(input, 'id');
    const { json, style } = context;
    const parts: string[] = [];
    const done = await readJobLog(await context.project(), { id, tail, follow }, (text) => {
      if (!json) context.write(style.block(text));
      else if (follow) context.write(`${jsonText({ job_id: id, text })}\n`);
      else parts.push(text);
    });
    if (!done.ok) return done;
    const { job } = done.value;
    const { status, exit_code, log_file } = job;
    if (json && follow) return ok({ json: { job_id: id, status, exit_code, log_file }, text: () => '' });
    return ok(json ? { json: { job_id: id, status, log_file, log: parts.join('') }, text: () => '' } : null);
  },
};

const BOUNDS = { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 };
