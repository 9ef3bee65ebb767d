import { fail } from '../../core/failure.ts';
import { err, ok } from '../../core/result.ts';
import type { Command, CommandContext } from '../command.ts';
import { type Run, ScratchProject } from '../play/scratch-project.ts';

interface Step {
  /** Says what happens, for the reader. */
  readonly tells: string;
  readonly agent?: string;
  readonly args: readonly string[];
  /** Shown in place of the arguments where they are long. */
  readonly shown?: string;
  /** A refusal that is meant to happen. */
  readonly refused?: true;
}

const PLAN = JSON.stringify([
  { desc: 'Design the payment tables', output_req: '4k', key: 'tables' },
  { desc: 'Write the refund endpoint', output_req: '8k', dependencies: ['tables'] },
]);

const STEPS: readonly Step[] = [
  { tells: 'A project, in one folder of plain files.', args: ['init', '--name', 'shop'] },
  {
    tells: 'A large task for a large model.',
    args: ['create', 'Build the payment module', '--output-req', '64k', '--priority', 'P0'],
  },
  {
    tells: 'And one that waits for it.',
    args: ['create', 'Document the payment API', '--dependencies', 'task_001'],
  },
  {
    tells: 'An agent that can write 8k tokens asks what to do. The task is too large for it.',
    agent: 'small',
    args: ['context', '--output-limit', '8k'],
  },
  {
    tells: 'A large model claims it: from now on nobody else can take it, or anything below it.',
    agent: 'large',
    args: ['claim', 'task_001'],
  },
  {
    tells: 'It splits the task into parts of the right size …',
    agent: 'large',
    args: ['split', 'task_001', '--plan', PLAN],
    shown: 'split task_001 --plan \'[{"desc": …}, …]\'',
  },
  { tells: '… and publishes them.', agent: 'large', args: ['publish', 'task_001'] },
  {
    tells: 'Now there is work that fits. The small model takes the most urgent part.',
    agent: 'small',
    args: ['claim', '--next', '--output-limit', '8k'],
  },
  {
    tells: 'A second one finds that the rest still waits, and why.',
    agent: 'other',
    args: ['why', 'task_001_02'],
  },
  {
    tells: 'It leaves a checkpoint: whatever happens to it, the next one knows where it stood.',
    agent: 'small',
    args: ['checkpoint', 'task_001_01', '--note', 'tables drafted', '--remaining', 'indexes'],
  },
  {
    tells: 'Two agents, one task: the second is refused.',
    agent: 'other',
    args: ['claim', 'task_001_01'],
    refused: true,
  },
  { tells: 'Finishing it unblocks what waited.', agent: 'small', args: ['set', 'task_001_01', 'completed'] },
  { tells: 'So the other one can go on.', agent: 'other', args: ['claim', '--next'] },
  { tells: 'Everything at a glance.', args: ['status'] },
  { tells: 'And what happened, the newest first.', args: ['log', '--limit', '5'] },
];

export const command: Command = {
  summary: 'play the whole flow in a temporary folder, showing each command and its answer',
  examples: [['lra demo', 'two minutes of reading; nothing of yours is touched']],
  async run(context) {
    const project = ScratchProject.create(context.self);
    const played: { command: string; code: number | null }[] = [];
    try {
      for (const step of STEPS) {
        const done = await project.run(
          context.style.color ? [...step.args, '--color', 'always'] : step.args,
          step,
        );
        const line = `lra ${step.shown ?? step.args.map(quoted).join(' ')}`;
        played.push({ command: line, code: done.code });
        if (!context.json) show(context, step, line, done);
        if ((done.code === 0) === (step.refused === true)) return err(unexpected(line, done));
      }
    } finally {
      await project.remove();
    }
    return ok({
      json: { steps: played },
      text: (style) => style.dim('The temporary folder is gone again.'),
      next: 'lra init, in a project of your own',
    });
  },
};

function show(context: CommandContext, step: Step, line: string, done: Run): void {
  const { style } = context;
  const who = step.agent ? style.dim(`  (${step.agent})`) : '';
  const said = [done.stdout, done.stderr].map((text) => text.trimEnd()).filter((text) => text !== '');
  context.write(`${style.cyan(`# ${step.tells}`)}\n${style.bold(`$ ${line}`)}${who}\n${said.join('\n')}\n\n`);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`;
}

function unexpected(line: string, done: Run) {
  return fail('check_failed', `the demo did not go as it should: ${line} ended with ${done.code}`, {
    data: { stdout: done.stdout.slice(0, 2000), stderr: done.stderr.slice(0, 2000) },
  });
}
