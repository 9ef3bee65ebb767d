import { SPACE } from '../values/characters.ts';
import {
  capitalize,
  foldCase,
  isLower,
  isTitle,
  isUpper,
  swapCase,
  titleCase,
} from '../values/letter-case.ts';
import { type Method, method } from './table.ts';

/** The digits that are no decimal ones, such as `²` and `①`. */
const DIGIT_FORMS =
  '\\xb2\\xb3\\xb9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c' +
  '\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792' +
  '\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}';

const changes: [string, (text: string) => string][] = [
  ['upper', (text) => text.toUpperCase()],
  ['lower', (text) => text.toLowerCase()],
  ['title', titleCase],
  ['capitalize', capitalize],
  ['swapcase', swapCase],
  ['casefold', foldCase],
];

const questions: [string, (text: string) => boolean][] = [
  ['isupper', isUpper],
  ['islower', isLower],
  ['istitle', isTitle],
  ['isascii', (text) => !/[^\x00-\x7f]/.test(text)],
  ['isalpha', (text) => /^\p{L}+$/u.test(text)],
  ['isalnum', (text) => /^[\p{L}\p{N}]+$/u.test(text)],
  ['isdecimal', (text) => /^\p{Nd}+$/u.test(text)],
  ['isdigit', (text) => new RegExp(`^[\\p{Nd}${DIGIT_FORMS}]+$`, 'u').test(text)],
  ['isspace', (text) => new RegExp(`^[${SPACE}]+$`).test(text)],
  ['isidentifier', (text) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text)],
];

/** Python's string methods about letter case and kinds of characters. */
export const caseMethods: [string, Method<string>][] = [
  ...changes.map(([name, change]) =>
    method<string>(name, [], (runtime, text) => {
      runtime.budget.text(text.length);
      return change(text);
    }),
  ),
  ...questions.map(([name, holds]) =>
    method<string>(name, [], (runtime, text) => {
      runtime.budget.text(text.length);
      return holds(text);
    }),
  ),
];
