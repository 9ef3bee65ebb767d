import { JinjaFault } from '../fault.ts';
import { SPACE, trailingSpaceStart } from '../values/characters.ts';
import { decodeString } from './string-literal.ts';
import type { Token, TokenType } from './tokens.ts';

const MAX_TOKENS = 50_000;
const S = `[${SPACE}]*`;
const TAG = /\{[{%#]/g;
const RAW_BEGIN = new RegExp(`\\{%[-+]?${S}raw${S}(?:-%\\}${S}|%\\})`, 'y');
const RAW_END = new RegExp(`\\{%([-+]?)${S}endraw${S}(?:\\+%\\}|-%\\}${S}|%\\})`, 'g');
const COMMENT_END = new RegExp(`\\+#\\}|-#\\}${S}|#\\}`, 'g');
const INSIDE: readonly (readonly [TokenType | 'space', RegExp])[] = [
  ['space', new RegExp(`[${SPACE}]+`, 'y')],
  ['float', /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy],
  ['integer', /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy],
  ['name', /[\p{XID_Start}_][\p{XID_Continue}]*/uy],
  ['string', /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y],
  ['operator', /\*\*|\/\/|==|!=|>=|<=|[-+/*%~[\](){}<>=.:|,;]/y],
];
const ENDS = {
  variable: new RegExp(`-\\}\\}${S}|\\}\\}`, 'y'),
  block: new RegExp(`\\+%\\}|-%\\}${S}|%\\}`, 'y'),
};
const CLOSERS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Splits a template into tokens, with whitespace control already applied to its text. */
export function tokenize(source: string): Token[] {
  const text = source.replace(/\r\n?/g, '\n');
  return new Lexer(text.endsWith('\n') ? text.slice(0, -1) : text).run();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;

  constructor(source: string) {
    this.#source = source;
  }

  run(): Token[] {
    while (this.#at < this.#source.length) this.#part();
    this.#push('eof', '');
    return this.#tokens;
  }

  /** Reads text up to the next tag, and the tag. */
  #part(): void {
    TAG.lastIndex = this.#at;
    const start = TAG.exec(this.#source)?.index ?? this.#source.length;
    const text = this.#source.slice(this.#at, start);
    const sign = this.#source[start + 2];
    this.#text(sign === '-' ? text.slice(0, trailingSpaceStart(text)) : text);
    this.#moveTo(start);
    if (start === this.#source.length) return;
    RAW_BEGIN.lastIndex = start;
    const raw = RAW_BEGIN.exec(this.#source);
    if (raw) {
      this.#moveTo(start + raw[0].length);
      this.#raw();
      return;
    }
    const kind = this.#source[start + 1];
    this.#moveTo(start + (sign === '-' || sign === '+' ? 3 : 2));
    if (kind === '#') this.#moveTo(this.#endOf(COMMENT_END, 'a comment is never closed'));
    else this.#inside(kind === '{' ? 'variable' : 'block');
  }

  #raw(): void {
    RAW_END.lastIndex = this.#at;
    const end = RAW_END.exec(this.#source);
    if (!end) throw new JinjaFault('a raw block is never closed', this.#line);
    const text = this.#source.slice(this.#at, end.index);
    this.#text(end[1] === '-' ? text.slice(0, trailingSpaceStart(text)) : text);
    this.#moveTo(end.index + end[0].length);
  }

  #endOf(pattern: RegExp, otherwise: string): number {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (!match) throw new JinjaFault(otherwise, this.#line);
    return match.index + match[0].length;
  }

  /** Reads the tokens between the marks of one tag. */
  #inside(kind: 'variable' | 'block'): void {
    this.#push(`${kind}_begin`, kind === 'variable' ? '{{' : '{%');
    const end = ENDS[kind];
    const open: string[] = [];
    while (this.#at < this.#source.length) {
      end.lastIndex = this.#at;
      const match = open.length === 0 ? end.exec(this.#source) : null;
      if (match) {
        this.#push(`${kind}_end`, match[0].trim());
        this.#moveTo(this.#at + match[0].length);
        return;
      }
      this.#token(open);
    }
  }

  #token(open: string[]): void {
    for (const [type, pattern] of INSIDE) {
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#source);
      if (!match) continue;
      const [text] = match;
      if (type === 'operator') this.#balance(text, open);
      if (type !== 'space')
        this.#push(type, type === 'string' ? decodeString(text.slice(1, -1), this.#line) : text);
      this.#moveTo(this.#at + text.length);
      return;
    }
    throw new JinjaFault(`unexpected character '${this.#source[this.#at]}'`, this.#line);
  }

  #balance(operator: string, open: string[]): void {
    const closer = CLOSERS.get(operator);
    if (closer) open.push(closer);
    if (!/^[)\]}]$/.test(operator)) return;
    const expected = open.pop();
    if (expected !== operator) {
      throw new JinjaFault(
        `unexpected '${operator}'${expected ? `, expected '${expected}'` : ''}`,
        this.#line,
      );
    }
  }

  #text(text: string): void {
    if (text !== '') this.#push('data', text);
  }

  #push(type: TokenType, value: string): void {
    if (this.#tokens.length >= MAX_TOKENS)
      throw new JinjaFault(`has more than ${MAX_TOKENS} tokens`, this.#line);
    this.#tokens.push({ type, value, line: this.#line });
  }

  #moveTo(at: number): void {
    const passed = this.#source.slice(this.#at, at);
    for (let i = passed.indexOf('\n'); i >= 0; i = passed.indexOf('\n', i + 1)) this.#line += 1;
    this.#at = at;
  }
}
