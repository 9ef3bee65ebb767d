import type { Settings } from '../settings.ts';
import type { Check } from './decide.ts';
import { sizeText } from './figures.ts';
import type { Metrics, ModuleSummary } from './report.ts';

const NAMED = 5;
/** More commits than these are not looked at, so that it depends on the oldest how many new ones it takes. */
const WINDOW = 1000;

/** What to do about each measure that fails, in a sentence or two each. */
export function suggestionsFor(
  checks: readonly Check[],
  metrics: Metrics,
  modules: readonly ModuleSummary[],
  lang: Settings['lang'],
): readonly string[] {
  const advise = lang === 'zh' ? CHINESE : ENGLISH;
  const failing = checks.filter(({ passes }) => !passes);
  return failing.map(({ measure, threshold }) => advise[measure](factsOf(metrics, modules, threshold)));
}

/** That the commits were not measured, why, and what to do about it. */
export function unreadHistory(refusal: string, lang: Settings['lang']): string {
  const allow = '`git config --global --add safe.directory <dir>`';
  return lang === 'zh'
    ? `git 未能读取此仓库（${refusal}），提交指标未测量即视为达标。请安装 git；若仓库属于其他用户（CI 容器中常见），请允许读取：${allow}。`
    : `The commits were not measured, and so pass: git does not read this repository (${refusal}). Install git, or, where the repository belongs to another user, as in a container of CI, allow it: ${allow}.`;
}

interface Facts {
  readonly metrics: Metrics;
  /** The largest first, at most a handful, each with its size. */
  readonly largest: string;
  /** The largest without documentation first. */
  readonly undocumented: string;
  readonly documentsNeeded: number;
  /** Those with the most functions without a comment first. */
  readonly uncommented: string;
  readonly commentsNeeded: number;
  /** How many well-formed commits are enough; null when it cannot be told. */
  readonly commitsNeeded: number | null;
}

type Advice = { readonly [measure in Check['measure']]: (facts: Facts) => string };

const EXAMPLE = '`feat(cart): add refunds`, `fix: round totals`, `refactor(api)!: drop v1`';

const ENGLISH: Advice = {
  code_total_size_mb: ({ largest }) =>
    `The code is too large to take over at once: work module by module, or split it into projects of their own. The largest: ${largest}.`,
  git_valid_ratio: ({ metrics, commitsNeeded }) =>
    `Write commit subjects as ${EXAMPLE}: ${validCommits(metrics)} of ${metrics.git_total_commits} do so${commitsNeeded === null ? '' : `, and the next ${commitsNeeded} would be enough`}.`,
  doc_coverage_ratio: ({ documentsNeeded, undocumented }) =>
    `Document ${documentsNeeded} more ${documentsNeeded === 1 ? 'module' : 'modules'} to pass (a README in its folder, a page docs/<name>.md, or a comment at the top of its main file), the largest first: ${undocumented}.`,
  func_comment_ratio: ({ commentsNeeded, uncommented }) =>
    `Comment ${commentsNeeded} more ${commentsNeeded === 1 ? 'function' : 'functions'} to pass.${uncommented === '' ? '' : ` Most are without in: ${uncommented}.`}`,
};

const CHINESE: Advice = {
  code_total_size_mb: ({ largest }) =>
    `代码过大，无法一次全量接管：请逐个模块推进，或拆分为独立的项目。最大的模块：${largest}。`,
  git_valid_ratio: ({ metrics, commitsNeeded }) =>
    `提交说明请写成 ${EXAMPLE} 的形式：${metrics.git_total_commits} 个提交中有 ${validCommits(metrics)} 个符合规范${commitsNeeded === null ? '' : `，接下来的 ${commitsNeeded} 个都符合即可达标`}。`,
  doc_coverage_ratio: ({ documentsNeeded, undocumented }) =>
    `再为 ${documentsNeeded} 个模块补充文档即可达标（模块目录中的 README、docs/<模块名>.md，或主文件开头的模块注释），从最大的开始：${undocumented}。`,
  func_comment_ratio: ({ commentsNeeded, uncommented }) =>
    `再为 ${commentsNeeded} 个函数补充注释即可达标。${uncommented === '' ? '' : `缺少最多的模块：${uncommented}。`}`,
};

function factsOf(metrics: Metrics, modules: readonly ModuleSummary[], threshold: number): Facts {
  const bySize = modules.toSorted((a, b) => b.bytes - a.bytes);
  const bare = ({ functions, commented }: ModuleSummary) => functions - commented;
  const byBare = modules.filter((module) => bare(module) > 0).toSorted((a, b) => bare(b) - bare(a));
  const total = metrics.git_total_commits;
  const commits = stillNeeded(
    (more) => (validCommits(metrics) + more) / (total + more),
    WINDOW - total,
    threshold,
  );
  return {
    metrics,
    largest: named(bySize, ({ bytes }) => sizeText(bytes)),
    undocumented: named(bySize.filter(({ documented }) => !documented)),
    documentsNeeded: needed(metrics.doc_documented_modules, metrics.doc_code_modules, threshold),
    uncommented: named(byBare, (module) => `${bare(module)}/${module.functions}`),
    commentsNeeded: needed(metrics.func_commented, metrics.func_total, threshold),
    commitsNeeded: commits,
  };
}

function validCommits({ git_total_commits, git_commit_types }: Metrics): number {
  return git_total_commits - (git_commit_types.other ?? 0);
}

function needed(done: number, of: number, threshold: number): number {
  return stillNeeded((more) => (done + more) / of, of - done, threshold) ?? of - done;
}

/** The fewest more, up to so many, that bring a ratio that grows with them to its threshold; null when none does. */
function stillNeeded(ratioWith: (more: number) => number, most: number, threshold: number): number | null {
  if (most < 0 || !(ratioWith(most) >= threshold)) return null;
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (ratioWith(middle) >= threshold) high = middle;
    else low = middle + 1;
  }
  return low;
}

function named(modules: readonly ModuleSummary[], detail?: (module: ModuleSummary) => string): string {
  const shown = modules
    .slice(0, NAMED)
    .map((module) => (detail ? `${module.name} (${detail(module)})` : module.name));
  return shown.join(', ') + (modules.length > NAMED ? ', …' : '');
}
