import { JinjaFault } from '../fault.ts';
import type { Expression } from './ast.ts';
import { describe, type Token, type TokenType } from './tokens.ts';

export const MAX_NESTING = 200;

/** Reads expressions; handed to the stream, because expressions and what they are made of contain each other. */
export interface Grammar {
  expression(stream: TokenStream): Expression;
  /** An expression without `… if … else …`, where `if` has a meaning of its own. */
  unconditional(stream: TokenStream): Expression;
}

/** The tokens of a template, read one after another by the parsers. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  readonly #grammar: Grammar;
  #at = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[], grammar: Grammar) {
    this.#tokens = tokens;
    this.#grammar = grammar;
  }

  expression(): Expression {
    return this.nested(() => this.#grammar.expression(this));
  }

  unconditional(): Expression {
    return this.nested(() => this.#grammar.unconditional(this));
  }

  get current(): Token {
    return this.#tokens[this.#at]!;
  }

  get ahead(): Token {
    return this.#tokens[this.#at + 1] ?? this.current;
  }

  next(): Token {
    const token = this.current;
    if (token.type !== 'eof') this.#at += 1;
    return token;
  }

  is(type: TokenType): boolean {
    return this.current.type === type;
  }

  isName(...names: string[]): boolean {
    return this.current.type === 'name' && names.includes(this.current.value);
  }

  isOperator(...operators: string[]): boolean {
    return this.current.type === 'operator' && operators.includes(this.current.value);
  }

  skipName(name: string): boolean {
    const found = this.isName(name);
    if (found) this.next();
    return found;
  }

  skipOperator(operator: string): boolean {
    const found = this.isOperator(operator);
    if (found) this.next();
    return found;
  }

  expect(type: TokenType): Token {
    return this.is(type) ? this.next() : this.#unexpected(type.replace('_', ' '));
  }

  expectOperator(operator: string): Token {
    return this.isOperator(operator) ? this.next() : this.#unexpected(`'${operator}'`);
  }

  expectName(name: string): Token {
    return this.isName(name) ? this.next() : this.#unexpected(`'${name}'`);
  }

  fail(reason: string, line = this.current.line): never {
    throw new JinjaFault(reason, line);
  }

  /** Reads something that may contain itself, up to a depth that is safe to walk. */
  nested<Read>(read: () => Read): Read {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) this.fail(`is nested more than ${MAX_NESTING} levels deep`);
    const result = read();
    this.#nesting -= 1;
    return result;
  }

  #unexpected(expected: string): never {
    return this.fail(`expected ${expected}, got ${describe(this.current)}`);
  }
}
