import type { Settings } from '../settings.ts';
import type { Check, Measure } from './decide.ts';
import { figureText, thresholdText } from './figures.ts';

type Lang = Settings['lang'];

const LABELS: { readonly [lang in Lang]: { readonly [measure in Measure]: string } } = {
  en: {
    code_total_size_mb: 'size of the code in MiB (code_total_size_mb)',
    git_valid_ratio: 'commits that follow Conventional Commits (git_valid_ratio)',
    doc_coverage_ratio: 'documented modules (doc_coverage_ratio)',
    func_comment_ratio: 'commented functions (func_comment_ratio)',
  },
  zh: {
    code_total_size_mb: '代码体积 MiB（code_total_size_mb）',
    git_valid_ratio: '规范提交占比（git_valid_ratio）',
    doc_coverage_ratio: '模块文档覆盖率（doc_coverage_ratio）',
    func_comment_ratio: '函数注释率（func_comment_ratio）',
  },
};

/** Why it was decided so: each figure beside its threshold, what fails first. */
export function reasonText(checks: readonly Check[], lang: Lang): string {
  const failing = checks.filter(({ passes }) => !passes);
  const passing = checks.filter(({ passes }) => passes);
  const list = (those: readonly Check[]) =>
    those.map((check) => figureBeside(check, lang)).join(lang === 'zh' ? '；' : '; ');
  if (lang === 'zh') {
    if (failing.length === 0) return `全量模式，所有指标均达标：${list(passing)}。`;
    const rest = passing.length > 0 ? `。达标：${list(passing)}` : '';
    return `增量模式，${checks.length} 项指标中有 ${failing.length} 项未达标：${list(failing)}${rest}。`;
  }
  if (failing.length === 0) return `Full mode, every measure passes: ${list(passing)}.`;
  const rest = passing.length > 0 ? `. These pass: ${list(passing)}` : '';
  const fail = failing.length === 1 ? 'fails' : 'fail';
  return `Incremental mode, ${failing.length} of ${checks.length} measures ${fail}: ${list(failing)}${rest}.`;
}

function figureBeside(check: Check, lang: Lang): string {
  const { measure, figure, passes } = check;
  const label = LABELS[lang][measure];
  const isSize = measure === 'code_total_size_mb';
  if (figure === null) {
    const required = `${isSize ? '≤' : '≥'} ${thresholdText(check)}`;
    return lang === 'zh'
      ? `${label}没有可测量的内容（要求 ${required}）`
      : `${label} nothing to measure (${required})`;
  }
  const sign = isSize ? (passes ? '≤' : '>') : passes ? '≥' : '<';
  return `${label}${lang === 'zh' ? '' : ' '}${figureText({ ...check, figure })} ${sign} ${thresholdText(check)}`;
}
