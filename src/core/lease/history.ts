import type { RecordEntry, TaskRecord } from '../record/record.ts';

/**
 * Whether the agent's last hold on a task was ended by another: its orphaned claim was taken, or it was forced off.
 * Not when it released, paused or finished the task itself.
 */
export function wasTakenFrom(record: TaskRecord, agent: string): boolean {
  const last = record.entries.findLastIndex(({ lease }) => lease?.agent === agent);
  if (record.entries[last]?.lease?.status !== 'claimed') return false;
  const ended = endOfHold(record, last);
  return ended !== undefined && ended.agent !== agent;
}

/**
 * Whether a token named an earlier lease of a task that ended before its work did. The token under which its own holder
 * finished the task is not counted: a worker may go on to record what it did.
 */
export function wasHeldUnder(record: TaskRecord, token: number): boolean {
  const last = record.entries.findLastIndex(({ lease }) => lease?.token === token);
  if (last < 0) return false;
  const ended = endOfHold(record, last);
  const isFinish = ended?.lease === null && Boolean(ended.changed?.finished_at?.[1]);
  return !isFinish || ended.agent !== record.entries[last]?.lease?.agent;
}

function endOfHold(record: TaskRecord, from: number): RecordEntry | undefined {
  return record.entries.slice(from + 1).find(({ lease }) => lease !== undefined);
}
