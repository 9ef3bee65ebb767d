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

/** What the documentation task of a change says, in the language of the change's description. */
export function docText(demand: string, module: string): DocText {
  const kind = changeKind(demand);
  const short = shortText(demand, QUOTED);
  if (!/\p{sc=Han}/u.test(demand.slice(0, LOOKED_AT))) {
    const { what, scope } = ENGLISH[kind];
    return {
      description: `Update the documentation of the module ${module} (${what}) for: ${short}`,
      update_scope: scope,
    };
  }
  const { what, scope } = CHINESE[kind];
  const name = spaced(module);
  return { description: `更新${name}模块 ${what}，对应改动：${short}`, update_scope: scope };
}

/** Chinese text sets a space around words of other scripts. */
function spaced(name: string): string {
  const before = /^\p{sc=Han}/u.test(name) ? '' : ' ';
  const after = /\p{sc=Han}$/u.test(name) ? '' : ' ';
  return `${before}${name}${after}`;
}
