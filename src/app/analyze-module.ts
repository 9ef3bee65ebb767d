import { analyse } from '../core/analysis/analyse.ts';
import type { ModuleAnalysis } from '../core/analysis/document.ts';
import { fitAnalysis } from '../core/analysis/fit.ts';
import { linksAround } from '../core/analysis/links.ts';
import { tasksTouching } from '../core/analysis/touching.ts';
import { documentationOf } from '../core/codebase/documented.ts';
import { DocumentIndex } from '../core/codebase/documents.ts';
import type { Survey } from '../core/codebase/facts.ts';
import type { Module } from '../core/codebase/module.ts';
import { findModules } from '../core/codebase/modules.ts';
import { nearestModules } from '../core/codebase/names.ts';
import { folderOf } from '../core/codebase/path.ts';
import { testsOf } from '../core/codebase/tests.ts';
import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { quote } from '../core/task/fields.ts';
import type { OnProgress } from '../ports/code-base.ts';
import type { Deps } from './deps.ts';

export interface AnalyzeModuleRequest {
  /** As the newest report names it. */
  readonly name: string;
  /** How many imports are followed, both ways; default 1. */
  readonly depth?: number | undefined;
  /** How many tokens the answer may have; default 4,000, at least 300. */
  readonly budget?: number | undefined;
  /** How the answer is written, which decides what it costs; default as the JSON document of `--json`. */
  readonly write?: ((analysis: ModuleAnalysis) => string) | undefined;
  readonly onProgress?: OnProgress | undefined;
}

const DEFAULT_BUDGET = 4000;
const LEAST_BUDGET = 300;
const DEEPEST = 20;
const COMMITS = 10;
/** How many modules a failure names at most; `count` says how many there are. */
const MODULES_NAMED = 200;

/**
 * Shows all there is to know of one module, within a budget of tokens. Failures: usage (a bad depth or budget),
 * module_not_found, io_error.
 */
export async function analyzeModule(
  deps: Pick<Deps, 'store' | 'codeBase' | 'history' | 'tokens'>,
  { name, depth = 1, budget = DEFAULT_BUDGET, write = jsonDocument, onProgress }: AnalyzeModuleRequest,
): Promise<Result<ModuleAnalysis, Failure>> {
  const refused = refuseNumber('depth', depth, 1, DEEPEST) ?? refuseNumber('budget', budget, LEAST_BUDGET);
  if (refused) return err(refused);
  const codeBase = await deps.codeBase();
  const survey = await codeBase.survey(onProgress);
  if (!survey.ok) return survey;
  const modules = findModules(survey.value);
  const module = modules.find((one) => one.name === name) ?? onlyOneLike(name, modules, survey.value);
  if (!module) return err(moduleNotFound(name, modules));
  const tasks = await deps.store.read({ kind: 'project' }, (view) => tasksTouching(view, module.name));
  if (!tasks.ok) return tasks;
  const history = await deps.history();
  const whole = analyse(module, await codeBase.details(module.files.map(({ path }) => path)), {
    ...linksAround(module, survey.value, modules, depth),
    tests: testsOf(survey.value, modules).get(module) ?? [],
    documentation: documentationOf(module, new DocumentIndex(survey.value.documents)),
    commits: await history.commitsOf([module.path], COMMITS),
    tasks: tasks.value,
  });
  const counter = await deps.tokens();
  const fitted = fitAnalysis(whole, budget, write, (text) => counter.count(text));
  if (!fitted) throw new Error(`not even the least of an analysis fits into ${budget} tokens`);
  return ok(fitted);
}

function jsonDocument(module: ModuleAnalysis): string {
  return `${JSON.stringify({ ok: true, module })}\n`;
}

/** A name may be written in other letters, be the path of a module, or all of its package's name. */
function onlyOneLike(
  name: string,
  modules: readonly Module[],
  { manifests }: Pick<Survey, 'manifests'>,
): Module | undefined {
  const path = name.replace(/\/+$/, '').replace(/^\.\//, '');
  const written = name.toLowerCase();
  const folders = manifests.flatMap((one) =>
    one.name?.toLowerCase() === written ? [folderOf(one.path)] : [],
  );
  return (
    modules.find((one) => one.path === path || one.name.toLowerCase() === written) ??
    modules.find((one) => folders.includes(one.path))
  );
}

function moduleNotFound(name: string, modules: readonly Module[]): Failure {
  const names = modules.map((module) => module.name);
  const near = nearestModules(name, names);
  const hint =
    near.length > 0
      ? `did you mean ${near.join(', ')}?`
      : names.length > 0
        ? 'see the modules there are: lra system-check'
        : 'there is no source code here yet: see lra system-check';
  return fail('module_not_found', `no module ${quote(name)} here`, {
    hint,
    data: { nearest: [...near], modules: names.slice(0, MODULES_NAMED), count: names.length },
  });
}

function refuseNumber(
  field: string,
  value: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): Failure | null {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return null;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} at least` : `from ${least} to ${most}`;
  return fail('usage', `a ${field} is a whole number, ${range}, not ${quote(value)}`, {
    data: { field, least },
  });
}
