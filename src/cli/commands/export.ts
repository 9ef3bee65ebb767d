import { exportProject } from '../../app/export-project.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { jsonText } from '../render/controls.ts';

export const command: Command = {
  summary: 'print the whole project as JSON lines that import reads back',
  examples: [
    ['lra export > tasks.jsonl', 'tasks, counters, briefs and records; leases stay here'],
    ['lra -C ../other export | lra import -', 'into this project'],
  ],
  async run(context) {
    const done = await exportProject(await context.project(), (line) => context.write(`${jsonText(line)}\n`));
    return done.ok ? ok(null) : done;
  },
};
