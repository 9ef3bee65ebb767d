import { batchClaim } from '../../app/batch-claim.ts';
import { batchDelete } from '../../app/batch-delete.ts';
import type { BatchRequest } from '../../app/batch-request.ts';
import { batchSet } from '../../app/batch-set.ts';
import type { Deps } from '../../app/deps.ts';
import type { Failure } from '../../core/failure.ts';
import type { BatchOutcome } from '../../core/record/batch.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Answer, ArgumentSpec, Command, Input, OptionSpec } from '../command.ts';
import { gatesTold } from '../gates-told.ts';
import { argument, argumentList, flag } from '../input.ts';
import { batchText } from '../render/batch.ts';
import { claimWarnings } from '../render/claim.ts';

const IDS: ArgumentSpec = { name: 'ids', summary: 'the tasks', variadic: true, complete: 'task' };
const KEEP_GOING: OptionSpec = {
  flags: '--keep-going',
  summary: 'item by item: what can be done is done. Default: all or nothing',
};

export const command: Command = {
  summary: 'set, claim or delete several tasks in one transaction',
  examples: [
    ['lra batch set completed task_001 task_002', 'both, or none'],
    ['lra batch claim task_003 task_004 --keep-going', 'those that are free'],
  ],
  subcommands: {
    set: {
      summary: 'move several tasks to a status',
      examples: [['lra batch set completed task_001 task_002', 'finish both, or none']],
      arguments: [{ name: 'status', summary: "one of their templates' states", complete: 'status' }, IDS],
      options: [KEEP_GOING],
      async run(context, input) {
        const status = argument(input, 'status');
        return run(await context.project(), input, `set ${status}`, (deps, request) =>
          batchSet(deps, { ...request, status }, gatesTold(context)),
        );
      },
    },
    claim: {
      summary: 'claim several tasks',
      examples: [['lra batch claim task_003 task_004', 'claim both, or none']],
      arguments: [IDS],
      options: [KEEP_GOING],
      async run(context, input) {
        const deps = await context.project();
        const done = await run(deps, input, 'claim', batchClaim);
        return done.ok ? ok({ ...done.value, warnings: claimWarnings(deps.asker) }) : done;
      },
    },
    delete: {
      summary: 'delete several tasks',
      examples: [['lra batch delete task_005 task_006', 'delete both, or none']],
      arguments: [IDS],
      options: [KEEP_GOING],
      details: 'They may depend on each other, in any order.',
      async run(context, input) {
        return run(await context.project(), input, 'delete', batchDelete);
      },
    },
  },
};

async function run(
  deps: Deps,
  input: Input,
  what: string,
  batch: (deps: Deps, request: BatchRequest) => Promise<Result<BatchOutcome, Failure>>,
): Promise<Result<Answer, Failure>> {
  const done = await batch(deps, { ids: argumentList(input, 'ids'), keepGoing: flag(input, 'keepGoing') });
  if (!done.ok) return done;
  const { results, error } = done.value;
  return ok({
    json: { results },
    text: (style) => batchText(results, what, style),
    ...(error ? { failure: error } : {}),
  });
}
