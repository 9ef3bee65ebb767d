import type { Expression } from './ast.ts';
import type { TokenStream } from './token-stream.ts';
import { describe } from './tokens.ts';

interface TupleOptions {
  readonly inParentheses?: boolean;
  /** False where `if` after the value has a meaning of its own, as in `for`. */
  readonly withCondition?: boolean;
}

/** Reads one value, or several with commas as a tuple. */
export function parseTuple(stream: TokenStream, options: TupleOptions = {}): Expression {
  const { inParentheses = false, withCondition = true } = options;
  let { line } = stream.current;
  const items: Expression[] = [];
  let isTuple = false;
  while (!atTupleEnd(stream)) {
    items.push(withCondition ? stream.expression() : stream.unconditional());
    if (!stream.skipOperator(',')) break;
    isTuple = true;
    line = stream.current.line;
  }
  if (!isTuple && items.length === 1) return items[0]!;
  if (!isTuple && !inParentheses) stream.fail(`expected an expression, got ${describe(stream.current)}`);
  return { type: 'tuple', items, line };
}

/** Says whether no further value of a tuple can follow here. */
export function atTupleEnd(stream: TokenStream): boolean {
  return stream.is('variable_end') || stream.is('block_end') || stream.isOperator(')');
}
