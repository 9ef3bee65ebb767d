import { concernedModule } from '../codebase/names.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { isOver } from '../graph/node.ts';
import { shortText } from '../short-text.ts';
import type { Task } from '../task/task.ts';
import type { TouchingTask } from './document.ts';

const DESCRIPTION_LETTERS = 120;
/** A description says at its beginning what it is about. */
const LOOKED_AT = 2000;

/** The tasks that are about a module, or that name it: the open ones first, then the newest first. */
export function tasksTouching(
  { graph, task }: { readonly graph: TaskGraph; task(id: string): Task | undefined },
  module: string,
): readonly TouchingTask[] {
  const touching = graph.nodes.filter((node) => {
    if (node.module === module) return true;
    const { description } = task(node.id)!;
    return concernedModule(description.slice(0, LOOKED_AT), [module])?.known === true;
  });
  const [over, open] = [touching.filter(isOver), touching.filter((node) => !isOver(node))];
  return [...open.reverse(), ...over.reverse()].map(({ id }) => {
    const { status, priority, description } = task(id)!;
    return { id, status, priority, description: shortText(description, DESCRIPTION_LETTERS) };
  });
}
