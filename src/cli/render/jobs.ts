import type { Job, JobStatus, JobWithResult, Notice } from '../../core/run/job.ts';
import { headline } from './headline.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';

const INDENT = '  ';

/** Notices, two lines each: what ended and how, and the end of what it wrote. */
export function noticeLines(notices: readonly Notice[], style: Style): readonly string[] {
  return notices.map(({ job_id, task_id, status, exit_code, result, log_file }) => {
    const code = exit_code === null || exit_code === 0 ? '' : `, exit code ${exit_code}`;
    const task = task_id === null ? '' : ` for ${style.data(task_id)}`;
    const line = `${INDENT}${style.bold(job_id)}${task}: ${paintOf(status, style)(status)}${code}; log: ${style.data(log_file)}`;
    return result === '' ? line : `${line}\n${INDENT}${INDENT}${style.dim(style.data(result.trim()))}`;
  });
}

/** Jobs as a table. */
export function jobLines(jobs: readonly Job[], style: Style): readonly string[] {
  const rows = jobs.map((job) => ({
    cells: [
      { text: job.id, paint: style.bold },
      { text: job.status, paint: paintOf(job.status, style) },
      { text: style.data(job.name ?? '') },
    ],
    text: headline(style.data(commandOf(job)), style),
    notes: [...(job.task_id ? [style.data(job.task_id)] : []), style.data(job.agent), when(job, style)],
  }));
  return tableLines(rows, style);
}

/** All there is to a job. */
export function jobText(job: JobWithResult, style: Style): string {
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['status', job.status],
    ['command', commandOf(job)],
    ['shell', job.shell ? 'sh -c' : null],
    ['name', job.name],
    ['task', job.task_id],
    ['agent', job.agent],
    ['folder', job.cwd],
    ['process', job.status === 'running' ? job.pid : null],
    ['time', when(job, style)],
    ['timeout', `${job.timeout_seconds} s`],
    ['exit code', job.exit_code],
    ['output', job.output_bytes === null ? null : `${job.output_bytes} bytes`],
    ['log', job.log_file],
  ];
  const shown = facts.flatMap(([name, value]) =>
    value === null ? [] : [`${style.dim(name.padEnd(10))}${style.data(String(value))}`],
  );
  return [style.bold(job.id), ...shown, ...(job.result ? ['', style.block(job.result.trimEnd())] : [])].join(
    '\n',
  );
}

function commandOf({ command }: Job): string {
  return command.join(' ');
}

function when({ started_at, ended_at }: Job, { now }: Style): string {
  return ended_at === null
    ? `started ${relativeTime(started_at, now)}`
    : `ended ${relativeTime(ended_at, now)}`;
}

function paintOf(status: JobStatus, style: Style): (text: string) => string {
  if (status === 'running') return style.cyan;
  return status === 'completed' ? style.green : style.red;
}
