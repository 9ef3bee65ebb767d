import { readNotifications } from '../../app/bg-drain.ts';
import { killJob } from '../../app/bg-kill.ts';
import { listJobs } from '../../app/bg-list.ts';
import { startJob } from '../../app/bg-run.ts';
import { showJob } from '../../app/bg-show.ts';
import { waitForJobs } from '../../app/bg-wait.ts';
import { ok } from '../../core/result.ts';
import { logs } from '../bg-logs.ts';
import type { ArgumentSpec, Command } from '../command.ts';
import { argument, argumentList, flag, integer, option } from '../input.ts';
import { jobLines, jobText, noticeLines } from '../render/jobs.ts';

const ID: ArgumentSpec = { name: 'id', summary: 'the job' };
const MOST_SECONDS = 2_000_000;

export const command: Command = {
  summary: 'run long commands in the background, and be told when they end',
  examples: [
    ['lra bg run --task task_001 -- npm test', 'start it and go on; lra context says when it ended, and how'],
    ['lra bg wait job_001', 'wait for it after all'],
    ['lra bg logs job_001 --tail 20', 'see what it wrote so far'],
  ],
  subcommands: {
    run: {
      summary: 'start a command in the background, and return at once',
      examples: [
        [
          'lra bg run -- npm test',
          'whoever started it is told of its end by lra context, heartbeat or bg drain',
        ],
        ['lra bg run --timeout 3600 --name train -- python train.py', 'for an hour at most, under a name'],
        ['lra bg run --shell -- "make 2>&1 | tee make.log"', 'a command line for sh'],
      ],
      arguments: [{ name: 'command', summary: 'a program and its arguments, after --', variadic: true }],
      options: [
        {
          flags: '--task <id>',
          summary: 'the task it belongs to (LRA_TASK_ID): whoever holds it is told as well',
          complete: 'task',
        },
        { flags: '--timeout <seconds>', summary: 'when to end it (300, or as config.yaml says)' },
        { flags: '--name <text>', summary: 'what to call it' },
        { flags: '--shell', summary: 'join the words with spaces, and have sh -c run them' },
      ],
      details:
        'A process of its own watches over the command: it goes on when the caller and its terminal are gone. When the ' +
        'command ends, or its time is over, what it left running is ended too.',
      async run(context, input) {
        const seconds = integer(input, 'timeout', { min: 1, max: MOST_SECONDS, fallback: 0 });
        const done = await startJob(await context.project(), {
          command: argumentList(input, 'command'),
          shell: flag(input, 'shell'),
          task_id: option(input, 'task') ?? (context.env.LRA_TASK_ID || undefined),
          name: option(input, 'name'),
          ...(seconds === 0 ? {} : { timeout_seconds: seconds }),
        });
        if (!done.ok) return done;
        const { job } = done.value;
        return ok({
          json: { job },
          text: (style) => `${style.bold(job.id)} runs in the background; log: ${style.data(job.log_file)}`,
          next: `lra bg wait ${job.id}`,
        });
      },
    },
    list: {
      summary: 'list the jobs that run and those that ended, the newest first',
      examples: [['lra bg list', 'the last 50']],
      options: [{ flags: '--limit <n>', summary: 'how many at most (50); 0 for all' }],
      async run(context, input) {
        const limit = integer(input, 'limit', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 50 });
        const done = await listJobs(await context.project(), { limit });
        if (!done.ok) return done;
        const { jobs, total, truncated } = done.value;
        return ok({
          json: { ...done.value },
          text: (style) => {
            if (total === 0) return 'no background jobs';
            const cut = truncated ? [`${jobs.length} of ${total}; all of them: lra bg list --limit 0`] : [];
            return [...jobLines(jobs, style), ...cut].join('\n');
          },
        });
      },
    },
    show: {
      summary: 'show all there is to a job, with the end of what it wrote',
      examples: [['lra bg show job_001', 'how it stands, or how it ended']],
      arguments: [ID],
      async run(context, input) {
        const done = await showJob(await context.project(), { id: argument(input, 'id') });
        if (!done.ok) return done;
        const { job } = done.value;
        return ok({ json: { job }, text: (style) => jobText(job, style) });
      },
    },
    logs,
    wait: {
      summary: 'wait until jobs have ended; exit 1 when one of them did not complete',
      examples: [['lra bg wait job_001 job_002 --timeout 60', 'both, for a minute at most']],
      arguments: [{ name: 'ids', summary: 'the jobs', variadic: true }],
      options: [{ flags: '--timeout <seconds>', summary: 'how long to wait at most; then exit 75' }],
      async run(context, input) {
        const seconds = integer(input, 'timeout', { min: 0, max: MOST_SECONDS, fallback: -1 });
        const done = await waitForJobs(await context.project(), {
          ids: argumentList(input, 'ids'),
          ...(seconds < 0 ? {} : { timeout_seconds: seconds }),
        });
        if (!done.ok) return done;
        const { jobs, error } = done.value;
        return ok({
          json: { jobs },
          text: (style) => jobLines(jobs, style).join('\n'),
          ...(error ? { failure: error } : {}),
        });
      },
    },
    kill: {
      summary: 'end a job with all of its processes: SIGTERM, 5 seconds, SIGKILL',
      examples: [['lra bg kill job_001', 'end it now']],
      arguments: [ID],
      async run(context, input) {
        const done = await killJob(await context.project(), { id: argument(input, 'id') });
        if (!done.ok) return done;
        const { job, already } = done.value;
        return ok({
          json: { job, ...(already ? { already } : {}) },
          text: (style) =>
            `${style.bold(job.id)} ${already ? 'had already ended' : 'has ended'}: ${job.status}`,
        });
      },
    },
    drain: {
      summary: 'be told of the jobs that ended and that you were not told of yet',
      examples: [['lra bg drain', 'what lra context and lra heartbeat would tell, and nothing else']],
      async run(context) {
        const project = await context.project();
        const done = await readNotifications(project);
        if (!done.ok) return done;
        const { notifications } = done.value;
        return ok({
          json: { notifications },
          text: (style) =>
            notifications.length === 0 ? 'nothing new' : noticeLines(notifications, style).join('\n'),
          written: () => project.notices.acknowledge(notifications.map(({ id }) => id)),
        });
      },
    },
  },
};
