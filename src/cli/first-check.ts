import type { CheckWatch } from '../app/first-check.ts';
import type { Report } from '../core/codebase/report.ts';
import type { CommandContext, ProgressBar } from './command.ts';
import { visible } from './render/controls.ts';
import { unkeptText } from './render/unkept.ts';

/** Tells on stderr of a check that runs by itself before the first task: how far it is, and what it found. */
export function firstCheckTold(context: Pick<CommandContext, 'say' | 'progress'>): CheckWatch {
  let bar: ProgressBar | null = null;
  return {
    onProgress(done, total) {
      bar ??= context.progress('checking the code');
      bar.show(done, total);
    },
    onUnkept(failure) {
      context.say(`warning: ${unkeptText(failure)}`);
    },
    onEnd(outcome) {
      bar?.end();
      context.say(
        outcome.ok
          ? found(outcome.value)
          : `warning: the first check of the code broke, and is left out: ${visible(outcome.failure.message)}; ` +
              'to run it again: lra system-check',
      );
    },
  };
}

function found({ decision, reason, metrics, modules }: Report): string {
  const files = count(metrics.code_file_count, 'source file', 'source files');
  const where = metrics.code_file_count === 0 ? '' : ` in ${count(modules.length, 'module', 'modules')}`;
  const why = decision === 'incremental' ? ` (${visible(reason)})` : '';
  return `checked the code before the first task: ${files}${where}, ${decision} mode${why}`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
