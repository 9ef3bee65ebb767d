import type { Failure } from '../../core/failure.ts';
import { ok } from '../../core/result.ts';
import type { Answer, Command, CommandContext, Input } from '../command.ts';
import { durationOption } from '../duration.ts';
import { flag, integer, option, unwrap } from '../input.ts';
import { takeSignals } from '../mishaps.ts';
import { jsonText } from '../render/controls.ts';
import { eventText, liveLine, summaryText } from '../render/work.ts';

const MOST = Number.MAX_SAFE_INTEGER;

export const command: Command = {
  summary: 'give the tasks that are ready to agents, one after the other, and watch over them',
  examples: [
    ["lra work --exec 'claude -p'", 'until nothing is left to do; the prompt comes on stdin'],
    ['lra work --exec ./agent.sh --concurrency 4 --max-time 8h', 'four at a time, over night'],
    ['lra work --dry-run', 'which tasks it would take, and in which order'],
  ],
  options: [
    { flags: '--exec <command>', summary: 'the agent (work.exec of config.yaml): any command, run by sh -c' },
    { flags: '--concurrency <n>', summary: 'how many tasks at once (1)' },
    { flags: '--max-tasks <n>', summary: 'end after so many tasks were begun' },
    { flags: '--max-time <duration>', summary: 'end after so long, as 8h; what runs is paused' },
    {
      flags: '--output-limit <size>',
      summary: 'no task that is larger; any size by default',
      complete: 'size',
    },
    { flags: '--template <name>', summary: 'only tasks of this template', complete: 'template' },
    { flags: '--label <name>', summary: 'only tasks with this label' },
    {
      flags: '--timeout <duration>',
      summary: 'how long an agent may work at a time (30m, or as config.yaml says)',
    },
    { flags: '--watch', summary: 'wait for new tasks instead of ending' },
    { flags: '--once', summary: 'end when the tasks that can be begun at once are done' },
    { flags: '--dry-run', summary: 'only show what it would take' },
  ],
  details: `The agent has the task in LRA_TASK_ID and the prompt on stdin and in the file LRA_PROMPT_FILE; its own lra calls
are on its own behalf. Exit code 0 moves the task on until it is finished, when its gates pass; else it is tried again.
Ctrl-C once: what runs is ended with a checkpoint, and paused; twice: at once. From elsewhere: lra stop.
With --json each event is a line, and the last line says how it ended.`,
  async run(context, input) {
    const options = optionsOf(input);
    const { openWorker, workDeps } = await import('../../wire-work.ts');
    const { asker } = await context.project();
    const { work } = unwrap(await workDeps({ startDir: context.startDir, asker }, context.env));
    try {
      const worker = unwrap(await openWorker(work, { ...options, exec: execOf(input) }, watchOf(context)));
      if (flag(input, 'dryRun')) return ok(previewAnswer(unwrap(await worker.preview())));
      let signals = 0;
      takeSignals((signal) => worker.stop('signal', `it was told to stop (${signal})`, ++signals > 1));
      const { summary, failure } = await worker.run();
      return ok({
        json: { ...summary },
        text: (style) => summaryText(summary, style),
        ...(failure ? { failure: failure as Failure } : {}),
      });
    } finally {
      await work.deps.store.close();
    }
  },
};

function execOf(input: Input): string | undefined {
  // What would be taken depends on no agent.
  return option(input, 'exec') ?? (flag(input, 'dryRun') ? 'true' : undefined);
}

function optionsOf(input: Input) {
  const timeout = durationOption(input, 'timeout', '--timeout');
  const maxTime = durationOption(input, 'maxTime', '--max-time');
  const maxTasks = integer(input, 'maxTasks', { min: 1, max: MOST, fallback: MOST });
  return {
    concurrency: integer(input, 'concurrency', { min: 1, max: 64, fallback: 1 }),
    ...(maxTasks === MOST ? {} : { maxTasks }),
    ...(maxTime === undefined ? {} : { maxTime }),
    ...(timeout === undefined ? {} : { timeout }),
    outputLimit: option(input, 'outputLimit'),
    template: option(input, 'template'),
    label: option(input, 'label'),
    watch: flag(input, 'watch'),
    once: flag(input, 'once'),
  };
}

function watchOf(context: CommandContext) {
  if (context.json) return { event: (event: object) => context.write(`${jsonText(event)}\n`) };
  return {
    event: (event: Parameters<typeof eventText>[0]) => {
      const line = eventText(event, context.style);
      if (line !== null) context.write(`${line}\n`);
    },
    slots: (slots: Parameters<typeof liveLine>[0]) => context.live(liveLine(slots, context.style)),
  };
}

function previewAnswer(ids: readonly string[]): Answer {
  return {
    json: { would_take: [...ids] },
    text: (style) => (ids.length === 0 ? 'nothing is ready' : ids.map((id) => style.bold(id)).join('\n')),
  };
}
