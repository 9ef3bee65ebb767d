import type { Part } from '../plan/read-plan.ts';
import type { Settings } from '../settings.ts';
import type { NewTask } from '../task/add.ts';
import { type CutLink, cutLinks } from './cut-links.ts';
import { documentationOf } from './documented.ts';
import { DocumentIndex } from './documents.ts';
import type { Survey } from './facts.ts';
import { moduleLinks } from './imports.ts';
import { sumOf } from './measure.ts';
import { findModules } from './modules.ts';
import { type ModuleFacts, planTexts } from './plan-texts.ts';
import { testsOf } from './tests.ts';

/** A part of a plan that is about one module; its key is the module's name. */
export type ModulePart = Required<Omit<Part, 'priority'>> & Required<Pick<NewTask, 'module'>>;

/** The task tree in which a code base is taken over whole. */
export interface TakeoverPlan {
  /** The task above all others. */
  readonly parent: Required<Pick<NewTask, 'description' | 'output_req'>>;
  /** A part for each module, each behind those it depends on; as `split` takes them. */
  readonly parts: readonly ModulePart[];
  /** Imports that are no dependencies of the plan, since they close a ring. */
  readonly cut: readonly CutLink[];
}

const TEMPLATE = 'task';
const KIB = 1024;
/** Up to so many bytes of source, the output size of a module's task. */
const SIZES = [
  [16 * KIB, '4k'],
  [64 * KIB, '8k'],
  [256 * KIB, '16k'],
  [1024 * KIB, '32k'],
  [4096 * KIB, '64k'],
] as const;
const LARGEST = '128k';

/** Plans the tasks that take a code base over: for each module to analyse and document it and to close the gaps in its tests. */
export function planTakeover(survey: Survey, projectName: string, lang: Settings['lang']): TakeoverPlan {
  const modules = findModules(survey);
  const { order, links, cut } = cutLinks(moduleLinks(survey, modules));
  const documents = new DocumentIndex(survey.documents);
  const tests = testsOf(survey, modules);
  const texts = planTexts(lang);
  const parts = order.map((module) => {
    const imports = links.get(module)!.map(({ name }) => name);
    const facts: ModuleFacts = {
      module,
      ...sumOf(module.files),
      ...documentationOf(module, documents),
      tests: tests.get(module) ?? [],
      imports,
    };
    return {
      key: module.name,
      description: texts.part(facts),
      template: TEMPLATE,
      output_req: sizeFor(facts.bytes),
      module: module.name,
      variables: { background: texts.background(facts) },
      dependencies: imports,
    };
  });
  const parent = { description: texts.parent(projectName, modules.length), output_req: '8k' };
  return { parent, parts, cut };
}

function sizeFor(bytes: number): string {
  return SIZES.find(([most]) => bytes <= most)?.[1] ?? LARGEST;
}
