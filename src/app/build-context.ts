import { type BuiltContext, buildContext } from '../core/context/build.ts';
import { type ContextFormat, jsonFormat } from '../core/context/format.ts';
import { type Failure, fail } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import { readSize, usageOf } from '../core/task/fields.ts';
import { type Deps, momentOf } from './deps.ts';

export interface ContextRequest {
  /** How much the model can write at a time; default `8k`. */
  readonly outputLimit?: string;
  /** How many tokens the answer may have; default as the project's settings say. */
  readonly budget?: number;
  /** How the answer is written, which decides what it costs; default as the JSON document of `--json`. */
  readonly format?: ContextFormat;
}

const DEFAULT_OUTPUT_LIMIT = '8k';
const LEAST_BUDGET = 300;

/**
 * Answers where an agent is and what it can take, within a budget of tokens. Its notices are told again until they are
 * acknowledged. Failures: usage (a bad size or budget).
 */
export async function contextFor(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'project' | 'settings' | 'tokens' | 'notices'>,
  request: ContextRequest = {},
): Promise<Result<BuiltContext, Failure>> {
  const size = readSize(request.outputLimit ?? DEFAULT_OUTPUT_LIMIT);
  if (!size.ok) return err(usageOf({ field: 'output_limit', reason: size.failure }));
  const budget = request.budget ?? deps.settings.context.budget;
  if (!Number.isSafeInteger(budget) || budget < LEAST_BUDGET) return err(badBudget(budget));
  const counter = await deps.tokens();
  const question = {
    project: deps.project.name,
    asker: deps.asker,
    moment: momentOf(deps),
    outputLimit: size.value,
    budget,
    notices: await deps.notices.pending(),
  };
  const count = (text: string) => counter.count(text);
  return deps.store.read({ kind: 'project' }, (view) =>
    buildContext(view, question, request.format ?? jsonFormat(), count),
  );
}

function badBudget(budget: number): Failure {
  return fail('usage', `a budget is a whole number of tokens, ${LEAST_BUDGET} at least, not ${budget}`, {
    hint: 'leave --budget away to use the one of the project',
    data: { field: 'budget', least: LEAST_BUDGET },
  });
}
