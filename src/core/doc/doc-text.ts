import { shortText } from '../short-text.ts';
import { type ChangeKind, changeKind } from './change-kind.ts';

/** What a documentation task says. */
export interface DocText {
  readonly description: string;
  /** Which documents are to change, and in what. */
  readonly update_scope: string;
}

type Texts = { readonly [kind in ChangeKind]: { readonly what: string; readonly scope: string } };

const ENGLISH: Texts = {
  feature: {
    what: 'README + API docs',
    scope: 'README: what is new and how to use it. API docs: what was added or changed.',
  },
  fix: {
    what: 'troubleshooting + what was fixed',
    scope:
      'Troubleshooting: the symptom, its cause, what to do. What was fixed: what went wrong before, and what holds now.',
  },
  refactor: {
    what: 'architecture + dependencies',
    scope:
      'Architecture: how the module is built now, and why. Dependencies: what it uses, and what uses it.',
  },
};

const CHINESE: Texts = {
  feature: {
    what: 'README + 接口文档',
    scope: 'README：新增了什么、如何使用；接口文档：新增或改动的接口。',
  },
  fix: {
    what: '故障排查 + 修复说明',
    scope: '故障排查：现象、原因、处理办法；修复说明：原来错在哪里、现在如何。',
  },
  refactor: {
    what: '架构说明 + 依赖关系',
    scope: '架构说明：模块现在的结构与理由；依赖关系：它依赖谁、谁依赖它。',
  },
};

const QUOTED = 80;
const LOOKED_AT = 4000;
/** How many changes a description quotes; of more it says how many there are. */
const MOST_QUOTED = 3;

/**
 * What the documentation task of some changes says, in the language of the first one's description. There may be more of
 * them than are given, which then counts.
 */
export function docText(
  demands: readonly [string, ...string[]],
  module: string,
  count = demands.length,
): DocText {
  const kinds = new Set(demands.map(changeKind));
  const short = demands.slice(0, MOST_QUOTED).map((demand) => shortText(demand, QUOTED));
  const more = count - short.length;
  if (!/\p{sc=Han}/u.test(demands[0].slice(0, LOOKED_AT))) {
    const { what, scope } = together(ENGLISH, kinds);
    const demanded = [...short, ...(more > 0 ? [`${more} more`] : [])].join('; ');
    return {
      description: `Update the documentation of the module ${module} (${what}) for: ${demanded}`,
      update_scope: scope.join(' '),
    };
  }
  const { what, scope } = together(CHINESE, kinds);
  const demanded = [...short, ...(more > 0 ? [`另有 ${more} 项`] : [])].join('；');
  return {
    description: `更新${spaced(module)}模块 ${what}，对应改动：${demanded}`,
    update_scope: scope.join(''),
  };
}

/** What several kinds of change ask for, in the order of the table. */
function together(texts: Texts, kinds: ReadonlySet<ChangeKind>) {
  const asked = (Object.keys(texts) as ChangeKind[]).filter((kind) => kinds.has(kind));
  return {
    what: asked.map((kind) => texts[kind].what).join(' + '),
    scope: asked.map((kind) => texts[kind].scope),
  };
}

/** Chinese text sets a space around words of other scripts. */
function spaced(name: string): string {
  const before = /^\p{sc=Han}/u.test(name) ? '' : ' ';
  const after = /\p{sc=Han}$/u.test(name) ? '' : ' ';
  return `${before}${name}${after}`;
}
