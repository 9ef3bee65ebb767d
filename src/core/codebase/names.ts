import { nearest } from '../suggest.ts';
import { chineseName, englishName } from './spoken-name.ts';

/** The module that a description is about. */
export interface ConcernedModule {
  /** As the report writes it, or as the description does when no report names it. */
  readonly name: string;
  /** Whether it is a module of the report. */
  readonly known: boolean;
}

const MOST_NEAR = 5;

/**
 * The module that a description names, or null. A known one that is called a module goes first (`the api module`, `支付模块`),
 * then a known one that is there as a whole word, of several the longest; then one that is only called a module.
 */
export function concernedModule(description: string, moduleNames: Iterable<string>): ConcernedModule | null {
  const text = description.toLowerCase();
  let best: Found | null = null;
  for (const name of moduleNames) {
    const word = name.toLowerCase();
    if (!HAS_WORD.test(word)) continue;
    for (const at of wholeWords(text, word)) {
      const end = at + word.length;
      const found = { name, isCalled: MODULE_NEXT.test(text.slice(end, end + LOOK_AHEAD)), at };
      if (!best || isBetter(found, best)) best = found;
      if (found.isCalled) break;
    }
  }
  if (best) return { name: best.name, known: true };
  const said = calledModule(description);
  return said === null ? null : { name: said, known: false };
}

/** A module that was named in so many words, as the known ones write it whatever the case of its letters. */
export function namedModule(name: string, moduleNames: readonly string[]): ConcernedModule {
  const lower = name.toLowerCase();
  const known = moduleNames.includes(name)
    ? name
    : moduleNames.find((module) => module.toLowerCase() === lower);
  return { name: known ?? name, known: known !== undefined };
}

/** The names that a name may have meant, the nearest first, then those that it is a part of; at most five. */
export function nearestModules(name: string, names: readonly string[]): readonly string[] {
  const part = name.toLowerCase();
  const near = nearest(name, names);
  const around = part === '' ? [] : names.filter((known) => known.toLowerCase().includes(part));
  return [...new Set([...near, ...around])].slice(0, MOST_NEAR);
}

/** A known name in the text. */
type Found = { readonly name: string; readonly isCalled: boolean; readonly at: number };

function isBetter(a: Found, b: Found): boolean {
  if (a.isCalled !== b.isCalled) return a.isCalled;
  return a.name.length !== b.name.length ? a.name.length > b.name.length : a.at < b.at;
}

const MODULE = 'module';
const HAS_WORD = /[\p{L}\p{N}]/u;
/** What stands behind a name that is called a module; the name is cut off. */
const MODULE_NEXT = /^["'`”’」』》]?\s*[-_]?(?:module(?![\p{L}\p{N}_])|模块)/u;
const LOOK_AHEAD = 16;
/** Letters of scripts that put spaces between words. */
const SPACED = /[^\P{L}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]|[\p{N}\p{M}_]/u;

/** Where a word stands in a text, both in lower case: not inside of a longer word, as far as its script has words. */
function* wholeWords(text: string, word: string): Generator<number> {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const ends = [end, text.startsWith(MODULE, end) ? end + MODULE.length : end];
    if (isBorder(text, at) && ends.some((one) => isBorder(text, one))) yield at;
  }
}

function isBorder(text: string, at: number): boolean {
  return at <= 0 || at >= text.length || !(SPACED.test(text[at - 1]!) && SPACED.test(text[at]!));
}

/** The first name that a text calls a module. */
function calledModule(text: string): string | null {
  for (const { 0: word, index } of text.matchAll(/module(?![\p{L}\p{N}_])|模块/giu)) {
    const before = text.slice(Math.max(0, index - LONGEST_NAME), index);
    const name = /\p{sc=Han}["'`”’」』》]?\s*$/u.test(before)
      ? chineseName(before)
      : englishName(before, word === '模块');
    if (name !== null) return name;
  }
  return null;
}

/** A name that is longer is none; also keeps the search for many modules in one text cheap. */
const LONGEST_NAME = 64;
