import { IMPORT_FORMATS, type ImportAnswer, importTasks } from '../../app/import-tasks.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, flag, oneOf, option } from '../input.ts';
import { readInput } from '../read-input.ts';
import type { Style } from '../render/style.ts';

const SHOWN = 20;

export const command: Command = {
  summary: 'add the tasks of another project or tool, in one transaction',
  examples: [
    ['lra import tasks.jsonl', 'what lra export printed; into an empty project with the same ids'],
    ['lra import beads.jsonl --from beads --dry-run', 'see what would come, and change nothing'],
    ['lra -C ../other export | lra import -', 'from another project'],
  ],
  arguments: [{ name: 'file', summary: 'the export, or - for stdin', complete: 'file' }],
  options: [
    { flags: '--from <tool>', summary: 'lra (default) or beads', complete: IMPORT_FORMATS },
    { flags: '--dry-run', summary: 'show what would come, and change nothing' },
  ],
  async run(context, input) {
    const from = oneOf(option(input, 'from') ?? 'lra', IMPORT_FORMATS, '--from');
    const dryRun = flag(input, 'dryRun');
    const text = await readInput(context, argument(input, 'file'));
    const done = await importTasks(await context.project(), { text, from, dryRun });
    if (!done.ok) return done;
    const { imported, missing_templates } = done.value;
    return ok({
      json: { ...done.value },
      text: (style) => render(done.value, dryRun, style),
      warnings: missing_templates.map(
        (name) => `the template ${name} is not here: tasks that need it cannot change their status`,
      ),
      ...(imported > 0 && !dryRun ? { next: 'lra context' } : {}),
    });
  },
};

function render(
  { imported, skipped, missing_templates }: ImportAnswer,
  dryRun: boolean,
  style: Style,
): string {
  const lines = [
    `${style.bold(String(imported))} ${imported === 1 ? 'task' : 'tasks'} ${dryRun ? 'would be ' : ''}imported`,
  ];
  for (const name of missing_templates) lines.push(`template missing: ${style.data(name)}`);
  if (skipped.length > 0) lines.push(`left out (${skipped.length}):`);
  for (const { line, reason } of skipped.slice(0, SHOWN)) {
    lines.push(`  ${style.dim(`line ${line}`)}  ${style.data(reason)}`);
  }
  if (skipped.length > SHOWN)
    lines.push(style.dim(`  … and ${skipped.length - SHOWN} more (--json lists all)`));
  return lines.join('\n');
}
