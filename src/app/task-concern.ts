import {
  type ConcernedModule,
  concernedModule,
  namedModule,
  nearestModules,
} from '../core/codebase/names.ts';
import type { Report } from '../core/codebase/report.ts';
import { DOC_TEMPLATE } from '../core/doc/doc-task.ts';
import { docText } from '../core/doc/doc-text.ts';
import { type ModuleDocuments, moduleDocuments, readmeFolder } from '../core/doc/documents.ts';
import type { DocPlan } from '../core/doc/enforce.ts';
import { refuseInIncrementalMode } from '../core/doc/incremental.ts';
import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Deps } from './deps.ts';
import { type CheckWatch, type FirstCheckDeps, firstCheck } from './first-check.ts';

/** A documentation task that would follow a new task. */
export interface DocSuggestion {
  readonly kind: 'documentation';
  readonly description: string;
  readonly template: string;
  readonly module: string;
}

/** What a new task is about, and what follows from it. */
export interface Concern {
  /** The module that it names, or that was named for it. */
  readonly module?: string;
  /** The documentation task that is to be made with it. */
  readonly plan: DocPlan | null;
  readonly suggestion: DocSuggestion | null;
  /** Whether incremental mode was overridden. */
  readonly forced: boolean;
  /** For a person: a module that is nearly one of the report's. */
  readonly warnings: readonly string[];
}

interface NewWork {
  readonly description: string;
  readonly module?: string;
  readonly template: string;
  readonly isChild: boolean;
  readonly force: boolean;
}

/** A description says at its beginning what it is about; all of a document is not searched for every module. */
const LOOKED_AT = 20_000;

/**
 * What a task that is to be created is about. Before the first task of a project the code is checked. Failures:
 * incremental_mode, and, for the documentation task, template_not_found and invalid_template.
 */
export async function concernOf(
  deps: FirstCheckDeps & Pick<Deps, 'templates' | 'documents'>,
  work: NewWork,
  watch?: CheckWatch,
): Promise<Result<Concern, Failure>> {
  const isAsked = !work.isChild || work.module !== undefined;
  const newest = isAsked ? (deps.reports.newest()?.report ?? null) : null;
  const report = newest ?? (work.isChild ? null : await firstCheck(deps, watch));
  const names = report?.modules.map(({ name }) => name) ?? [];
  const given = work.module === undefined ? null : namedModule(work.module, names);
  const free = {
    ...(given && { module: given.name }),
    ...{ plan: null, suggestion: null, forced: false, warnings: [] },
  };
  if (work.isChild) return ok(free);
  if (work.template === DOC_TEMPLATE) return ok(free);
  const concerned = given ?? concernedModule(work.description.slice(0, LOOKED_AT), names);
  if (!concerned) {
    const refused = refuseInIncrementalMode(report, work.description);
    return refused && !work.force ? err(refused) : ok({ ...free, forced: refused !== null });
  }
  const { name: module } = concerned;
  const warnings = warningsFor(concerned, names);
  const { doc_enforcement } = deps.settings.system_check;
  if (doc_enforcement === 'soft') {
    const { description } = docText([work.description], module);
    const suggestion = { kind: 'documentation', description, template: DOC_TEMPLATE, module } as const;
    return ok({ ...free, module, warnings, suggestion });
  }
  if (doc_enforcement === 'disabled') return ok({ ...free, module, warnings });
  const template = await deps.templates.get(DOC_TEMPLATE);
  if (!template.ok) return template;
  const plan = { module, template: template.value, documents: documentsFor(deps, module, report) };
  return ok({ ...free, module, warnings, plan });
}

/** A module that no report knows may be a new one, or a slip. */
function warningsFor({ name, known }: ConcernedModule, names: readonly string[]): readonly string[] {
  const near = known ? [] : nearestModules(name, names);
  return near.length === 0 ? [] : [`${name} is a new module; did you mean ${near.join(', ')}?`];
}

function documentsFor(
  { documents }: Pick<Deps, 'documents'>,
  name: string,
  report: Report | null,
): ModuleDocuments {
  const path = report?.modules.find((module) => module.name === name)?.path ?? null;
  const folder = path === null ? null : readmeFolder(path);
  return moduleDocuments({ name, path }, documents.near(folder ?? '.'));
}
