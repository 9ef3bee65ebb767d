import { span } from '../core/context/span.ts';
import { type Failure, fail } from '../core/failure.ts';
import type { OrientDocument } from '../core/orient/document.ts';
import { type BuiltOrientation, fitOrientation, type OrientFormat } from '../core/orient/fit.ts';
import { gather } from '../core/orient/gather.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Deps, momentOf } from './deps.ts';
import type { GateWatch } from './gated.ts';
import { verifyTask } from './verify-task.ts';

export interface OrientRequest {
  /** How many tokens the answer may have; at least 500, default 1500. */
  readonly budget?: number | undefined;
  /** Runs the gates of what the agent holds before it answers. */
  readonly verify?: boolean | undefined;
  /** How the answer is written, which decides what it costs; default as the JSON document of `--json`. */
  readonly format?: OrientFormat | undefined;
  /** The folder that the agent works in, where it is in no repository. */
  readonly folder?: string | undefined;
}

const STANDARD_BUDGET = 1500;
const LEAST_BUDGET = 500;
const MOST_COMMITS = 10;
const COMMIT_DIGITS = 12;

/** What `--json` prints, with the writer of JSON that prints it. */
export function orientJson(write: (value: unknown) => string = JSON.stringify): OrientFormat {
  return {
    document: (orient: OrientDocument) => `${write({ ok: true, orient })}\n`,
    text: (text) => write(text),
  };
}

/**
 * Where the agent is, what was done last, what it holds, which gates fail, which jobs run and what is next, within a
 * budget of tokens. Failures: usage (a bad budget); with `verify` those of verifyTask.
 */
export async function orientAgent(
  deps: Deps,
  { budget = STANDARD_BUDGET, verify = false, format = orientJson(), folder = '' }: OrientRequest = {},
  watch?: GateWatch,
): Promise<Result<BuiltOrientation, Failure>> {
  if (!Number.isSafeInteger(budget) || budget < LEAST_BUDGET) return err(badBudget(budget));
  if (verify) {
    const verified = await verifyHeld(deps, watch);
    if (!verified.ok) return verified;
  }
  const [git, running, counter] = await Promise.all([
    deps.git.bearings(MOST_COMMITS),
    deps.jobs().then((jobs) => jobs.running()),
    deps.tokens(),
  ]);
  const moment = momentOf(deps);
  const question = { asker: deps.asker, moment, gates: deps.settings.gates };
  const read = await deps.store.read({ kind: 'project' }, (view) => gather(view, question));
  if (!read.ok) return read;
  const { held, next, ...lists } = read.value;
  const since = (at: string) => span(moment.now - Date.parse(at));
  const offer = {
    where: {
      project: deps.project.name,
      agent: deps.asker.agent,
      folder: git?.worktree ?? folder,
      branch: git?.branch ?? null,
      commit: git?.commit?.slice(0, COMMIT_DIGITS) ?? null,
      dirty_files: git?.dirty_files ?? null,
    },
    lists: {
      ...lists,
      jobs: running.map(({ id, name, task_id, started_at }) => ({
        id,
        name,
        task_id,
        running_for: since(started_at),
      })),
      commits: (git?.commits ?? []).map(({ commit, at, subject }) => ({
        commit: commit.slice(0, COMMIT_DIGITS),
        ago: since(at),
        subject,
      })),
    },
    totals: { holds: held },
    next: next.map((step) => step.next),
  };
  return ok(fitOrientation(offer, format, budget, (text) => counter.count(text)));
}

async function verifyHeld(deps: Deps, watch: GateWatch | undefined): Promise<Result<null, Failure>> {
  const question = { asker: deps.asker, moment: momentOf(deps), gates: deps.settings.gates };
  const read = await deps.store.read({ kind: 'project' }, (view) => gather(view, question).holds);
  if (!read.ok) return read;
  for (const { id } of read.value) {
    const verified = await verifyTask(deps, { id }, watch);
    if (!verified.ok) return verified;
  }
  return ok(null);
}

function badBudget(budget: number): Failure {
  return fail('usage', `a budget is a whole number of tokens, ${LEAST_BUDGET} at least, not ${budget}`, {
    data: { field: 'budget', least: LEAST_BUDGET },
  });
}
