import type { Symptom } from '../../core/check/symptom.ts';
import type { Task } from '../../core/task/task.ts';
import type { MergeEvidence } from './merge-evidence.ts';

/** A task that had an id, and the id it has now. */
export interface Holder {
  readonly id: string;
  readonly task: Task;
  /** The same task under each id that a branch gave it. */
  readonly known: readonly Task[];
}

/** The tasks that had one id, between which its files are sorted out; who keeps it comes first. */
export interface Sharing {
  readonly from: string;
  readonly holders: readonly Holder[];
  readonly evidence: MergeEvidence;
}

/** Something that one of these tasks has, and nobody knows which; it was left with the first. */
export function ambiguous(file: string, what: string, ids: readonly string[]): Symptom {
  const message = `${file}: ${what} ${ids.join(' or ')}, which had one id; left with ${ids[0]}`;
  return { code: 'ambiguous_id', severity: 'warning', message, file, fixable: false };
}
