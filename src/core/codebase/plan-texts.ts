import type { Settings } from '../settings.ts';
import type { Documentation, MissingDocument } from './documented.ts';
import { sizeText } from './figures.ts';
import type { Module } from './module.ts';
import type { ModuleSummary } from './report.ts';

/** What a task for a module says of it. */
export interface ModuleFacts
  extends Pick<ModuleSummary, 'bytes' | 'functions' | 'commented'>,
    Pick<Documentation, 'existing' | 'missing'> {
  readonly module: Module;
  readonly tests: readonly string[];
  /** The names of the modules it depends on. */
  readonly imports: readonly string[];
}

interface PlanTexts {
  readonly parent: (project: string, modules: number) => string;
  readonly part: (facts: ModuleFacts) => string;
  readonly background: (facts: ModuleFacts) => string;
}

const PATHS_SHOWN = 10;

/** The texts of a plan in a language. */
export function planTexts(lang: Settings['lang']): PlanTexts {
  return lang === 'zh' ? CHINESE : ENGLISH;
}

const MISSING: { readonly [lang in Settings['lang']]: { readonly [document in MissingDocument]: string } } = {
  en: {
    readme: 'a README',
    docs_page: 'a docs page',
    module_comment: 'a comment at the top of its main file',
  },
  zh: { readme: 'README', docs_page: '文档页', module_comment: '主文件开头的模块注释' },
};

const ENGLISH: PlanTexts = {
  parent: (project, modules) =>
    `Take over ${project}: analyse, document and test its ${modules === 1 ? 'one module' : `${modules} modules`}`,
  part: ({ module }) =>
    `Module ${module.name} (${module.path}): analyse it, document it, and close the gaps in its tests`,
  background: ({ module, bytes, functions, commented, existing, missing, tests, imports }) =>
    lines([
      `Source files in ${module.path}: ${module.files.length}, ${sizeText(bytes)}${seeWhole(module, '; see it whole: ')}`,
      `Functions: ${functions}, without a comment: ${functions - commented}`,
      `Documents: ${paths(existing, 'none')}; missing: ${missing.map((one) => MISSING.en[one]).join(', ') || 'none'}`,
      `Tests: ${paths(tests, 'none yet')}`,
      `Depends on the modules: ${paths(imports, 'none')}`,
    ]),
};

const CHINESE: PlanTexts = {
  parent: (project, modules) => `接管 ${project}：分析 ${modules} 个模块，补充文档与测试`,
  part: ({ module }) => `模块 ${module.name}（${module.path}）：分析代码、补充文档、补齐测试缺口`,
  background: ({ module, bytes, functions, commented, existing, missing, tests, imports }) =>
    lines([
      `${module.path} 中有 ${module.files.length} 个源文件，共 ${sizeText(bytes)}${seeWhole(module, '；查看全貌：')}`,
      `${functions} 个函数，其中 ${functions - commented} 个没有注释`,
      `已有文档：${paths(existing, '无')}；缺少：${missing.map((one) => MISSING.zh[one]).join('、') || '无'}`,
      `测试：${paths(tests, '暂无')}`,
      `依赖的模块：${paths(imports, '无')}`,
    ]),
};

/** The command that shows a module, unless a shell would read its name as something else. */
function seeWhole({ name }: Module, before: string): string {
  return /^[\p{L}\p{N}_@][\p{L}\p{N}_@./-]*$/u.test(name) ? `${before}lra analyze-module ${name}` : '';
}

function lines(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function paths(all: readonly string[], none: string): string {
  const more = all.length > PATHS_SHOWN ? `, … (${all.length})` : '';
  return all.length === 0 ? none : all.slice(0, PATHS_SHOWN).join(', ') + more;
}
