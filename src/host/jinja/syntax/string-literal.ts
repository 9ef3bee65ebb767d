import { JinjaFault } from '../fault.ts';

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([\s\S]|$))/gu;

const SIMPLE = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** The text that a string literal stands for, without its quotes. */
export function decodeString(literal: string, line: number): string {
  return literal.replace(ESCAPE, (whole, hex2, hex4, hex8, octal, other) => {
    const hex = hex2 ?? hex4 ?? hex8;
    if (hex !== undefined) return character(Number.parseInt(hex, 16), line);
    if (octal !== undefined) return character(Number.parseInt(octal, 8), line);
    // Python reads these after it has turned every character beyond ASCII into an escape of its own.
    if (/[xuUN]|[^\x00-\x7f]/.test(other))
      throw new JinjaFault(`the escape '${whole}' is not supported`, line);
    return SIMPLE.get(other) ?? whole;
  });
}

function character(code: number, line: number): string {
  if (code > 0x10ffff) throw new JinjaFault('a character escape is out of range', line);
  return String.fromCodePoint(code);
}
