import { isOver } from '../graph/node.ts';
import { type Asker, isHolder } from '../lease/lease.ts';
import type { NextStep, Section } from './document.ts';
import type { Survey } from './survey.ts';

/** A step, and the line that shows its task. */
export interface ChosenStep {
  readonly next: NextStep;
  readonly shown: { readonly group: Section; readonly index: number } | null;
}

/** What a task is chosen for. */
interface Choice {
  readonly section: Section;
  readonly index: number;
  readonly action: NextStep['action'];
  /** The command, before the id and behind it. */
  readonly command: readonly [string, string?];
  /** A command that serves as well, and names no id. */
  readonly unnamed: string;
}

/**
 * What to do now: go on with what this agent certainly holds, else take the best ready task, else finish what its
 * children completed, take up what was paused, or split what is too large. The second answer says the same without
 * naming the task, for an id that is too long to say.
 */
export function chooseNext(
  found: Survey,
  asker: Asker,
  project: { readonly tasks: number; readonly outputLimit: string },
): readonly ChosenStep[] {
  const choice = chooseTask(found, asker, project.outputLimit);
  if (!choice) return [{ next: nothingToTake(found, project.tasks), shown: null }];
  const { section, index, action, command, unnamed } = choice;
  const { id } = found[section].nodes[index]!;
  const [before, behind = ''] = command;
  return [
    { next: { action, task_id: id, command: `${before} ${id}${behind}` }, shown: { group: section, index } },
    { next: { action, task_id: null, command: unnamed }, shown: null },
  ];
}

function chooseTask(found: Survey, asker: Asker, outputLimit: string): Choice | null {
  const { mine, can_take, needs_split, resumable } = found;
  const own = mine.nodes.findIndex(
    ({ lease, children }) => lease && isHolder(lease, asker) && children.every(isOver),
  );
  if (own >= 0) {
    return {
      section: 'mine',
      index: own,
      action: 'continue',
      command: ['lra resume'],
      unnamed: 'lra list --mine',
    };
  }
  const claim = { action: 'claim', command: ['lra claim'] } as const;
  if (can_take.total > 0) {
    return {
      ...claim,
      section: 'can_take',
      index: 0,
      unnamed: `lra claim --next --output-limit ${outputLimit}`,
    };
  }
  const done = needs_split.nodes.findIndex(({ children }) => children.length > 0);
  if (done >= 0) return { ...claim, section: 'needs_split', index: done, unnamed: 'lra claim --next' };
  if (resumable.total > 0) {
    const command = ['lra resume', ' --claim'] as const;
    return { section: 'resumable', index: 0, action: 'resume', command, unnamed: 'lra status' };
  }
  if (needs_split.total > 0) {
    return {
      section: 'needs_split',
      index: 0,
      action: 'split',
      command: ['lra split'],
      unnamed: 'lra list --ready',
    };
  }
  return null;
}

function nothingToTake(found: Survey, tasks: number): NextStep {
  const step = { task_id: null, command: null };
  if (tasks === 0) {
    return {
      ...step,
      action: 'create',
      command: 'lra create "<description>"',
      reason: 'there are no tasks yet',
    };
  }
  const waiting = [
    [found.mine.total, 'held by you'],
    [found.in_progress.total, 'held by others'],
    [found.blocked.total, 'blocked'],
  ] as const;
  const reasons = waiting.flatMap(([total, how]) => (total > 0 ? [`${total} ${how}`] : []));
  if (reasons.length === 0) return { ...step, action: 'done', reason: 'every task is finished' };
  return {
    ...step,
    action: 'wait',
    command: 'lra status',
    reason: `nothing is ready: ${reasons.join(', ')}`,
  };
}
