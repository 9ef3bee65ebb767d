export type TokenType =
  | 'data'
  | 'variable_begin'
  | 'variable_end'
  | 'block_begin'
  | 'block_end'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'operator'
  | 'eof';

/** One token of a template; strings are already decoded, numbers are still as written. */
export interface Token {
  readonly type: TokenType;
  readonly value: string;
  readonly line: number;
}

/** How a message names a token. */
export function describe(token: Token): string {
  switch (token.type) {
    case 'eof':
      return 'end of template';
    case 'variable_end':
      return '}}';
    case 'block_end':
      return '%}';
    case 'data':
    case 'string':
      return 'text';
    default:
      return `'${token.value}'`;
  }
}
