/** Words that stand before "module" and name none. */
const NO_NAMES = new Set(
  [
    'a an the this that these those each every all any some no one another other same its his her their our your my',
    'which what per single first second next last separate given current such new old existing whole entire own',
    'and or of in for to from by on with into as is be it is at',
    'add adds added create build make implement write develop refactor fix update remove delete rename document',
    'test split move analyse analyze improve optimise optimize rewrite review design migrate extract import load',
    'use call merge clean',
    // Module systems.
    'es es6 esm cjs commonjs amd umd node npm',
    // Languages: a Python module is written in one, and is not called so.
    'python javascript typescript java kotlin rust go golang ruby php perl swift bash js ts wasm',
    // submodule, multi-module
    'sub multi inter intra cross',
  ]
    .join(' ')
    .split(' '),
);

const LATIN_NAME = /([\p{L}\p{N}_@][\p{L}\p{N}_@./-]*)["'`”’」』》]?(\s*)$/u;

/** The word that ends a text, as a name; null when it is an article, a verb or the like. */
export function englishName(before: string, isNextChinese: boolean): string | null {
  const match = LATIN_NAME.exec(before.replace(/\p{sc=Han}/gu, ' '));
  if (!match) return null;
  const name = match[1]!.replace(/^.*\//, '').replace(/^[.@_-]+|[.@_-]+$/g, '');
  const isJoined = match[2] === '' && !isNextChinese && /[\p{L}\p{N}]$/u.test(before);
  if (name.length < (isJoined ? 3 : 1) || NO_NAMES.has(name.toLowerCase())) return null;
  return name;
}

/** Verbs and what goes with them in front of a name. */
const LEADING =
  /^(?:开发|重构|修复|新增|优化|完善|实现|更新|添加|增加|新建|创建|编写|改进|升级|删除|移除|拆分|迁移|重写|调整|修改|补充|整理|检查|处理|支持|搭建|构建|接入|请|帮我|帮忙|我们|需要|进行|继续|完成|一个|一些|这个|那个|某个|每个|整个|多个|各个|所有|全部|其他|相关|新的|该|此|本|某|各|每|新|并|的)/u;
/** What is a name too when nothing follows it: `测试模块`. */
const LEADING_NOUN = /^(?:测试|分析|设计|合并|子)(?=.)/u;
/** How many, and which of them: `两个`, `第三`; `三方登录` and `多租户` are names. */
const COUNT =
  /^(?:第?[一二两三四五六七八九十百几数多单双各]+(?:个|种|类|套|批|些)|第[一二三四五六七八九十]+$|个$)/u;
/** Verbs that begin names too (`写入`, `加密`), with a number. */
const LEADING_SHORT = /^(?:写|做|加|建|改|搞|弄)[一二两三四五六七八九十几]?个(?!人)/u;
/** What is left of a word that says how many or which, and no name. */
const NO_NAME = /^[子跨多单双各个]?$/u;
/** Particles, unless they begin a word of two letters: `对账`, `在线`. */
const PARTICLE =
  /^(?:对(?![账话象接比])|在(?!线)|给(?!付)|到(?![账达期货店])|为|把|将|和(?!解)|与|及|从|向|让)(?=..)/u;
/** What ends all that stands before the name. */
const CUT = /^.*(?:模块|的|与|开发|重构|修复|新增|添加|实现|完善)(?![者人])(?=..)/u;

/** The run of Han letters that ends a text, without the verbs and particles before the name; null when nothing is left. */
export function chineseName(before: string): string | null {
  let name = /(\p{sc=Han}+)["'`”’」』》]?\s*$/u.exec(before)?.[1] ?? '';
  name = name.replace(CUT, '');
  for (let rest = ''; rest !== name; ) {
    rest = name;
    for (const words of [LEADING, LEADING_SHORT, COUNT, LEADING_NOUN, PARTICLE])
      name = name.replace(words, '');
  }
  return NO_NAME.test(name) ? null : name;
}
