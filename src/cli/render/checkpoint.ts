import type { Checkpoint } from '../../core/record/checkpoint.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';

/** A checkpoint for people: when, by whom, and what it says, a line each. */
export function checkpointLines(checkpoint: Checkpoint, style: Style): readonly string[] {
  const { sequence, at, agent, note, completed, remaining, files, state, commit } = checkpoint;
  const where = commit === null ? '' : ` at ${style.data(commit.slice(0, 10))}`;
  const lines = [`checkpoint ${sequence}, ${relativeTime(at, style.now)} by ${style.data(agent)}${where}`];
  if (note !== null) lines.push(`  ${style.data(note)}`);
  for (const item of completed) lines.push(`  ${style.green('done')}   ${style.data(item)}`);
  for (const item of remaining) lines.push(`  ${style.yellow('to do')}  ${style.data(item)}`);
  for (const item of files) lines.push(`  ${style.blue('file')}   ${style.data(item)}`);
  if (state !== null) lines.push(`  ${style.dim('state')}  ${style.data(JSON.stringify(state))}`);
  return lines;
}
