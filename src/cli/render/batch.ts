import type { JsonObject } from '../../core/json.ts';
import type { BatchItem } from '../../core/record/batch.ts';
import { errorJson } from '../error-json.ts';
import type { Style } from './style.ts';

/** How each item of a batch went, for programs. */
export function batchJson(results: readonly BatchItem[]): JsonObject {
  return {
    results: results.map(({ id, ok, failure }) => ({
      id,
      ok,
      ...(failure ? { error: errorJson(failure) } : {}),
    })),
  };
}

/** The same for people: what was done, what was not, and why. */
export function batchText(results: readonly BatchItem[], what: string, style: Style): string {
  const lines = results.map(({ id, ok, failure }) => {
    const shown = style.bold(style.data(id));
    if (ok) return `${style.green('done')}  ${shown}  ${style.data(what)}`;
    return `${style.red('not')}   ${shown}  ${failure ? style.data(failure.message) : 'undone with the rest'}`;
  });
  return lines.join('\n');
}
