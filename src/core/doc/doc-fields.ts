import type { GraphNode } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { firstCharacters } from '../short-text.ts';
import { PRIORITIES, type Priority } from '../task/task.ts';
import { isDocTask } from './doc-task.ts';
import { docText } from './doc-text.ts';

/** What of a documentation task follows from the tasks that it documents. */
export interface DocFields {
  readonly description: string;
  /** That of the most urgent of them. */
  readonly priority: Priority;
  readonly variables: { readonly update_scope: string; readonly user_demand: string };
}

/** All demands together are quoted at most so far: a description may be a whole document, and `show` has each in full. */
const LONGEST_DEMAND = 2000;
/** The texts of more tasks are not read: a module may have thousands, and each new one would read them all again. */
const TASKS_READ = 20;

/** The fields of a module's documentation task, by the tasks that it waits for; null when none of them is about the module. */
export function docFields(
  draft: Draft,
  module: string | null,
  dependencies: readonly GraphNode[],
): DocFields | null {
  if (module === null) return null;
  const documented = dependencies.filter((node) => node.module === module && !isDocTask(node.id));
  const [first, ...others] = documented.slice(0, TASKS_READ).map(({ id }) => draft.task(id)!.description);
  if (first === undefined) return null;
  const { description, update_scope } = docText([first, ...others], module, documented.length);
  const share = Math.floor(LONGEST_DEMAND / (others.length + 1));
  return {
    description,
    priority: mostUrgent(documented),
    variables: {
      update_scope,
      user_demand: [first, ...others].map((demand) => clipped(demand, share)).join('\n'),
    },
  };
}

function mostUrgent(nodes: readonly GraphNode[]): Priority {
  return PRIORITIES[nodes.reduce((most, { priority }) => Math.min(most, priority), PRIORITIES.length - 1)]!;
}

function clipped(text: string, most: number): string {
  const letters = firstCharacters(text, most);
  return letters.length < text.length ? `${letters}…` : text;
}
