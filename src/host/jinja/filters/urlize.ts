import { JinjaFault } from '../fault.ts';
import { splitWords } from '../methods/str-split.ts';
import type { Runtime } from '../runtime.ts';
import { characterCount, characterSlice, SPACE } from '../values/characters.ts';
import { escapeHtml, escapeText } from '../values/html.ts';
import { iterate, truthy } from '../values/iterate.ts';
import { needSize, needText, textOf } from '../values/kind.ts';
import type { Value } from '../values/value.ts';
import { type Filter, filter } from './table.ts';

const W = '\\p{L}\\p{N}_';
const WEB = new RegExp(
  `^((https?://|www\\.)(([${W}%-]+\\.)+)?([a-z]{2,63}|xn--[${W}%]{2,59})` +
    `|([${W}%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)` +
    '|(https?://)(((\\d{1,3})(\\.\\d{1,3}){3})|(\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}\\])))' +
    '(?::\\d{1,5})?(?:[/?#]\\S*)?$',
  'iu',
);
const EMAIL = new RegExp(`^\\S+@[${W}][${W}.-]*\\.[${W}]+$`, 'u');
const SCHEME = new RegExp(`^[${W}.+-]{2,}:/{0,2}$`, 'u');
const HEAD = /^(?:[(<]|&lt;)+/;
const TAIL = /(?:[)>.,\n]|&gt;)+$/;
const PAIRS = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const;
/** The patterns above take time that grows faster than the word, so none that no one would write is tried. */
const MAX_WORD = 2000;

interface Linking {
  readonly attributes: string;
  readonly limit: number | undefined;
  readonly schemes: readonly string[];
}

function linkWord(word: string, linking: Linking): string {
  if (word.length > MAX_WORD)
    throw new JinjaFault(`urlize of a word longer than ${MAX_WORD} is not supported`);
  const head = HEAD.exec(word)?.[0] ?? '';
  let middle = word.slice(head.length);
  let tail = TAIL.exec(middle)?.[0] ?? '';
  middle = middle.slice(0, middle.length - tail.length);
  for (const [open, close] of PAIRS) {
    const count = (text: string, mark: string): number => text.split(mark).length - 1;
    const opened = count(middle, open);
    if (opened <= count(middle, close)) continue;
    for (let left = Math.min(opened, count(tail, close)); left > 0; left -= 1) {
      const end = tail.indexOf(close) + close.length;
      middle += tail.slice(0, end);
      tail = tail.slice(end);
    }
  }
  return head + linked(middle, linking) + tail;
}

function linked(text: string, { attributes, limit, schemes }: Linking): string {
  if (WEB.test(text)) {
    const shown =
      limit !== undefined && characterCount(text) > limit ? `${characterSlice(text, 0, limit)}...` : text;
    return `<a href="${/^https?:\/\//.test(text) ? '' : 'https://'}${text}"${attributes}>${shown}</a>`;
  }
  if (text.startsWith('mailto:') && EMAIL.test(text.slice(7)))
    return `<a href="${text}">${text.slice(7)}</a>`;
  if (text.includes('@') && !/^(?:www\.|@)|:/.test(text) && EMAIL.test(text)) {
    return `<a href="mailto:${text}">${text}</a>`;
  }
  let result = text;
  for (const scheme of schemes) {
    if (result !== scheme && result.startsWith(scheme))
      result = `<a href="${result}"${attributes}>${result}</a>`;
  }
  return result;
}

function urlize(runtime: Runtime, value: Value, args: readonly (Value | undefined)[]): string {
  const { budget } = runtime;
  const [limit = null, nofollow = false, target = null, rel = null, schemes = null] = args;
  const parts = new Set([...splitWords(rel === null ? '' : needText(rel, 'rel')), 'noopener']);
  if (truthy(nofollow)) parts.add('nofollow');
  const attribute = (name: string, text: string): string =>
    text ? ` ${name}="${escapeText(text, budget)}"` : '';
  const linking: Linking = {
    attributes:
      attribute('rel', [...parts].sort().join(' ')) +
      attribute('target', target === null ? '' : needText(target, 'a target')),
    limit: limit === null ? undefined : needSize(limit, 'a limit'),
    schemes: schemes === null ? [] : [...iterate(schemes, budget)].map((scheme) => needScheme(scheme)),
  };
  const words = escapeHtml(value, budget).split(new RegExp(`([${SPACE}]+)`));
  budget.step(words.length);
  return words.map((word) => linkWord(word, linking)).join('');
}

function needScheme(value: Value): string {
  const scheme = textOf(value);
  if (scheme === undefined || !SCHEME.test(scheme)) throw new JinjaFault('an extra scheme is not valid');
  return scheme;
}

/** Jinja2's filter that makes links of addresses. */
export const urlFilters: [string, Filter][] = [
  filter('urlize', ['trim_url_limit?', 'nofollow?', 'target?', 'rel?', 'extra_schemes?'], urlize),
];
