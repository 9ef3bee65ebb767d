import type { CallArguments, Expression, Filter } from './ast.ts';
import type { TokenStream } from './token-stream.ts';
import { describe } from './tokens.ts';
import { parseTuple } from './tuple-parser.ts';

const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);
const MAX_INT_LENGTH = 4300;
const NO_CALL: CallArguments = { args: [], kwargs: [], spread: undefined, spreadNames: undefined };

/** Reads a name, a literal or something in brackets. */
export function parsePrimary(stream: TokenStream): Expression {
  const { type, value, line } = stream.current;
  if (type === 'operator') return parseBracketed(stream);
  stream.next();
  switch (type) {
    case 'name': {
      const constant = CONSTANTS.get(value);
      return constant === undefined
        ? { type: 'name', name: value, line }
        : { type: 'constant', value: constant, line };
    }
    case 'string': {
      let text = value;
      while (stream.is('string')) text += stream.next().value;
      return { type: 'constant', value: text, line };
    }
    case 'integer':
      if (value.length > MAX_INT_LENGTH) stream.fail('an integer has too many digits', line);
      return { type: 'constant', value: BigInt(value.replaceAll('_', '')), line };
    case 'float':
      return { type: 'constant', value: Number(value.replaceAll('_', '')), line };
    default:
      return stream.fail(`unexpected ${describe({ type, value, line })}`, line);
  }
}

function parseBracketed(stream: TokenStream): Expression {
  const { line } = stream.current;
  if (stream.skipOperator('(')) {
    const inner = parseTuple(stream, { inParentheses: true });
    stream.expectOperator(')');
    return inner;
  }
  if (stream.skipOperator('['))
    return { type: 'list', items: parseUntil(stream, ']', () => stream.expression()), line };
  if (!stream.skipOperator('{')) return stream.fail(`unexpected ${describe(stream.current)}`);
  const entries = parseUntil(stream, '}', () => {
    const key = stream.expression();
    stream.expectOperator(':');
    return [key, stream.expression()] as const;
  });
  return { type: 'dict', entries, line };
}

function parseUntil<Item>(stream: TokenStream, close: string, item: () => Item): Item[] {
  const items: Item[] = [];
  while (!stream.isOperator(close)) {
    if (items.length > 0) stream.expectOperator(',');
    if (stream.isOperator(close)) break;
    items.push(item());
  }
  stream.expectOperator(close);
  return items;
}

/** Reads any `.name`, `[key]` and `(arguments)` that follow a value. */
export function parsePostfix(stream: TokenStream, value: Expression): Expression {
  let node = value;
  while (stream.isOperator('.', '[', '(')) {
    node = stream.isOperator('(') ? parseCall(stream, node) : parseSubscript(stream, node);
  }
  return node;
}

/** Reads any filters, tests and calls that follow a value. */
export function parseTail(stream: TokenStream, value: Expression): Expression {
  let node = value;
  for (;;) {
    if (stream.skipOperator('|')) node = parseFilter(stream, node);
    else if (stream.isName('is')) node = parseTest(stream, node);
    else if (stream.isOperator('(')) node = parseCall(stream, node);
    else return node;
  }
}

function parseCall(stream: TokenStream, callee: Expression): Expression {
  const { line } = stream.current;
  return { type: 'call', callee, call: parseArguments(stream), line };
}

function parseSubscript(stream: TokenStream, value: Expression): Expression {
  const { value: mark, line } = stream.next();
  if (mark === '.') {
    const token = stream.next();
    if (token.type === 'name') return { type: 'attribute', value, name: token.value, line };
    if (token.type !== 'integer') stream.fail('expected a name or a number', token.line);
    return {
      type: 'item',
      value,
      key: { type: 'constant', value: BigInt(token.value), line: token.line },
      line,
    };
  }
  const keys: Expression[] = [];
  while (!stream.isOperator(']')) {
    if (keys.length > 0) stream.expectOperator(',');
    keys.push(parseKey(stream));
  }
  stream.expectOperator(']');
  const key: Expression = keys.length === 1 ? keys[0]! : { type: 'tuple', items: keys, line };
  return { type: 'item', value, key, line };
}

function parseKey(stream: TokenStream): Expression {
  const { line } = stream.current;
  const start = stream.isOperator(':') ? undefined : stream.expression();
  if (start && !stream.isOperator(':')) return start;
  stream.next();
  const part = (): Expression | undefined =>
    stream.isOperator(']', ',', ':') ? undefined : stream.expression();
  const stop = part();
  const step = stream.skipOperator(':') ? part() : undefined;
  return { type: 'slice', start, stop, step, line };
}

/** Reads the arguments of a call, from its opening to its closing parenthesis. */
export function parseArguments(stream: TokenStream): CallArguments {
  const { line } = stream.expectOperator('(');
  const args: Expression[] = [];
  const kwargs: { name: string; value: Expression }[] = [];
  let spread: Expression | undefined;
  let spreadNames: Expression | undefined;
  const must = (holds: boolean): void => {
    if (!holds) stream.fail('the arguments of a call are in the wrong order', line);
  };
  parseUntilClosed(stream, () => {
    if (stream.skipOperator('*')) {
      must(!spread && !spreadNames);
      spread = stream.expression();
    } else if (stream.skipOperator('**')) {
      must(!spreadNames);
      spreadNames = stream.expression();
    } else if (stream.is('name') && stream.ahead.type === 'operator' && stream.ahead.value === '=') {
      must(!spreadNames);
      const name = stream.next().value;
      stream.next();
      if (kwargs.some((known) => known.name === name))
        stream.fail(`the argument '${name}' is given twice`, line);
      kwargs.push({ name, value: stream.expression() });
    } else {
      must(!spread && !spreadNames && kwargs.length === 0);
      args.push(stream.expression());
    }
  });
  return { args, kwargs, spread, spreadNames };
}

function parseUntilClosed(stream: TokenStream, argument: () => void): void {
  while (!stream.isOperator(')')) {
    argument();
    if (!stream.isOperator(')')) stream.expectOperator(',');
  }
  stream.expectOperator(')');
}

/** Reads one filter, after its bar; `value` is missing where it filters a block. */
export function parseFilter<Value extends Expression | undefined>(stream: TokenStream, value: Value): Filter {
  const { line } = stream.current;
  const name = parseDottedName(stream);
  return {
    type: 'filter',
    value,
    name,
    call: stream.isOperator('(') ? parseArguments(stream) : NO_CALL,
    line,
  };
}

function parseTest(stream: TokenStream, value: Expression): Expression {
  const { line } = stream.next();
  const negated = stream.skipName('not');
  const name = parseDottedName(stream);
  const test: Expression = { type: 'test', value, name, call: parseTestArguments(stream), line };
  return negated ? { type: 'not', value: test, line } : test;
}

function parseTestArguments(stream: TokenStream): CallArguments {
  if (stream.isOperator('(')) return parseArguments(stream);
  const { type } = stream.current;
  const literal = type === 'string' || type === 'integer' || type === 'float' || stream.isOperator('[', '{');
  if (!literal && (type !== 'name' || stream.isName('else', 'or', 'and'))) return NO_CALL;
  if (stream.isName('is')) stream.fail('tests with `is` cannot be chained');
  return {
    ...NO_CALL,
    args: [
      parsePostfix(
        stream,
        stream.nested(() => parsePrimary(stream)),
      ),
    ],
  };
}

function parseDottedName(stream: TokenStream): string {
  let name = stream.expect('name').value;
  while (stream.skipOperator('.')) name += `.${stream.expect('name').value}`;
  return name;
}
