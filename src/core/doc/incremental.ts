import { nearestModules } from '../codebase/names.ts';
import type { Report } from '../codebase/report.ts';
import { type Failure, fail } from '../failure.ts';

/** How many modules a failure names at most. */
const MODULES_NAMED = 20;
const WORDS_TRIED = 20;
const SHORTEST_WORD = 4;
const NAMES_HINTED = 3;

/**
 * `incremental_mode` for a task that concerns no module, with the modules there are and the names that its words come
 * near; null in full mode, before the first report, and while there is no module that could be named: a new project with
 * nothing but a careless history is not to be shut.
 */
export function refuseInIncrementalMode(
  report: Pick<Report, 'decision' | 'modules'> | null,
  description: string,
): Failure | null {
  if (report?.decision !== 'incremental' || report.modules.length === 0) return null;
  const names = report.modules.map(({ name }) => name);
  const near = nearTo(description, names);
  const known =
    near.length > 0
      ? `did you mean ${near.join(', ')}? Name it: --module <name>`
      : `name the module: --module <name>, as --module ${names[0]}`;
  return fail(
    'incremental_mode',
    'this project is taken over module by module, and the task names no module',
    {
      hint: `${known}; why it is so: lra system-check --report`,
      data: {
        modules: names.slice(0, MODULES_NAMED),
        count: names.length,
        more: Math.max(0, names.length - MODULES_NAMED),
        nearest: [...near],
      },
    },
  );
}

/** The names that the words of a text come near. */
function nearTo(text: string, names: readonly string[]): readonly string[] {
  const words = text.match(/[\p{L}\p{N}_-]+/gu)?.filter((word) => word.length >= SHORTEST_WORD) ?? [];
  const near = new Set<string>();
  for (const word of new Set(words.slice(0, WORDS_TRIED))) {
    for (const name of nearestModules(word, names)) near.add(name);
  }
  return [...near].slice(0, NAMES_HINTED);
}
