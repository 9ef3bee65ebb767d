import { oneLine } from '../short-text.ts';

/** No token of o200k_base stands for more characters than this. */
const LONGEST_TOKEN = 128;
/** English takes four to five, code and Chinese less: a text within this might fit, so that is asked first. */
const LARGE_TOKEN = 8;
/** A text this much of whose allowance is used is not worth another look: each costs as much as counting it. */
const ENOUGH = 0.9;
const LOOKS = 4;

/** A text, or its beginning with a mark. */
export interface Clipped {
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * A text on one line, whole if it costs no more than `allowance` tokens, else its beginning and `…`. `cost` says what
 * a text costs as it will be written. Looks at no more of a long text than could fit.
 */
export function clip(text: string, allowance: number, cost: (text: string) => number): Clipped {
  const most = allowance * LONGEST_TOKEN;
  const line = oneLine(text.slice(0, most));
  let fits = beginning(line, 0, text.length <= most);
  let low = 0;
  let high = line.length + 1;
  let length = Math.min(line.length, allowance * LARGE_TOKEN);
  for (let look = 1; low < length && length < high; look++) {
    const tried = beginning(line, length, text.length <= most);
    const tokens = cost(tried.text);
    const promised = Math.min(line.length, Math.floor((length * allowance) / tokens));
    if (tokens <= allowance) {
      fits = tried;
      low = length;
      if (tokens > allowance * ENOUGH && promised < line.length) break;
    } else high = length;
    // As long as the tokens so far promise; the rest of a text that breaks promises is halved.
    const isPromising = look < LOOKS && low < promised && promised < high;
    length = isPromising ? promised : (low + high) >>> 1;
  }
  return fits;
}

/** The first characters of a line, never half of one. */
function beginning(line: string, length: number, isAll: boolean): Clipped {
  if (length >= line.length && isAll) return { text: line, isWhole: true };
  const splits = length < line.length && /[\ud800-\udbff]/.test(line.charAt(length - 1));
  return { text: `${line.slice(0, splits ? length - 1 : length).trimEnd()}…`, isWhole: false };
}
