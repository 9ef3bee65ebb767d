import type { BinaryOperator } from '../values/operators.ts';
import type { Compare, CompareOperator, Expression } from './ast.ts';
import { parsePostfix, parsePrimary, parseTail } from './primary-parser.ts';
import type { Grammar, TokenStream } from './token-stream.ts';

/** Python's expressions as Jinja2 orders their operators. */
export const expressionGrammar: Grammar = { expression: parseCondition, unconditional: parseOr };

function parseCondition(stream: TokenStream): Expression {
  let { line } = stream.current;
  let then = parseOr(stream);
  while (stream.skipName('if')) {
    const test = parseOr(stream);
    const otherwise = stream.skipName('else') ? stream.expression() : undefined;
    then = { type: 'condition', test, then, otherwise, line };
    line = stream.current.line;
  }
  return then;
}

function parseOr(stream: TokenStream): Expression {
  const { line } = stream.current;
  let left = parseAnd(stream);
  while (stream.skipName('or')) left = { type: 'logic', operator: 'or', left, right: parseAnd(stream), line };
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  const { line } = stream.current;
  let left = parseNot(stream);
  while (stream.skipName('and'))
    left = { type: 'logic', operator: 'and', left, right: parseNot(stream), line };
  return left;
}

function parseNot(stream: TokenStream): Expression {
  const { line } = stream.current;
  if (!stream.skipName('not')) return parseCompare(stream);
  return { type: 'not', value: stream.nested(() => parseNot(stream)), line };
}

function parseCompare(stream: TokenStream): Expression {
  const { line } = stream.current;
  const first = parseSum(stream);
  const rest: Compare['rest'][number][] = [];
  for (let operator = compareOperator(stream); operator; operator = compareOperator(stream)) {
    rest.push({ operator, value: parseSum(stream) });
  }
  return rest.length === 0 ? first : { type: 'compare', first, rest, line };
}

function compareOperator(stream: TokenStream): CompareOperator | undefined {
  if (stream.isOperator('==', '!=', '<', '<=', '>', '>=')) return stream.next().value as CompareOperator;
  if (stream.skipName('in')) return 'in';
  const negated = stream.isName('not') && stream.ahead.type === 'name' && stream.ahead.value === 'in';
  if (!negated) return undefined;
  stream.next();
  stream.next();
  return 'not in';
}

function parseSum(stream: TokenStream): Expression {
  return parseBinary(stream, ['+', '-'], parseConcat);
}

function parseConcat(stream: TokenStream): Expression {
  const { line } = stream.current;
  const items = [parseProduct(stream)];
  while (stream.skipOperator('~')) items.push(parseProduct(stream));
  return items.length === 1 ? items[0]! : { type: 'concat', items, line };
}

function parseProduct(stream: TokenStream): Expression {
  return parseBinary(stream, ['*', '/', '//', '%'], parsePower);
}

function parsePower(stream: TokenStream): Expression {
  return parseBinary(stream, ['**'], (inner) => parseUnary(inner, true));
}

function parseBinary(
  stream: TokenStream,
  operators: BinaryOperator[],
  operand: (stream: TokenStream) => Expression,
): Expression {
  let { line } = stream.current;
  let left = operand(stream);
  while (stream.isOperator(...operators)) {
    const operator = stream.next().value as BinaryOperator;
    left = { type: 'binary', operator, left, right: operand(stream), line };
    line = stream.current.line;
  }
  return left;
}

function parseUnary(stream: TokenStream, withFilters: boolean): Expression {
  const { line } = stream.current;
  let node: Expression;
  if (stream.isOperator('-', '+')) {
    const operator = stream.next().value as '-' | '+';
    node = { type: 'sign', operator, value: stream.nested(() => parseUnary(stream, false)), line };
  } else {
    node = parsePrimary(stream);
  }
  node = parsePostfix(stream, node);
  return withFilters ? parseTail(stream, node) : node;
}
