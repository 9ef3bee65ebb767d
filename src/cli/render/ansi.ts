import { visible, visibleLines } from './controls.ts';
import type { Style } from './style.ts';

// Own codes: loading chalk takes a quarter of the time that a whole command has.
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
  magenta: [35, 39],
} as const;

/** A style in colour, or one that leaves text as it is. `width` is in columns. */
export function styleFor(color: boolean, width: number): Style {
  const paint = (name: keyof typeof CODES): ((text: string) => string) => {
    if (!color) return (text) => text;
    const [start, end] = CODES[name].map((code) => `\u001b[${code}m`) as [string, string];
    // What ends inside, ends for what is around it as well: start again there.
    return (text) => (text === '' ? '' : `${start}${text.replaceAll(end, `${end}${start}`)}${end}`);
  };
  return {
    color,
    width,
    now: Date.now(),
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    blue: paint('blue'),
    cyan: paint('cyan'),
    magenta: paint('magenta'),
    data: visible,
    block: visibleLines,
  };
}
