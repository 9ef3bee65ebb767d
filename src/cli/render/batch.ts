import type { BatchItem } from '../../core/record/batch.ts';
import type { Style } from './style.ts';

/** How each item of a batch went, for people: what was done, what was not, and why. */
export function batchText(results: readonly BatchItem[], what: string, style: Style): string {
  const lines = results.map(({ id, ok, error }) => {
    const shown = style.bold(style.data(id));
    if (ok) return `${style.green('done')}  ${shown}  ${style.data(what)}`;
    return `${style.red('not')}   ${shown}  ${error ? style.data(error.message) : 'undone with the rest'}`;
  });
  return lines.join('\n');
}
