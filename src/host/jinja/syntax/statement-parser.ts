import type { Block, Expression, Filter, Macro, Parameter, Statement } from './ast.ts';
import { expressionGrammar } from './expression-parser.ts';
import { tokenize } from './lexer.ts';
import { parseFilter } from './primary-parser.ts';
import { parseNewName, parseTarget } from './target-parser.ts';
import { TokenStream } from './token-stream.ts';
import { parseTuple } from './tuple-parser.ts';

const OTHER_TEMPLATES = new Set(['include', 'import', 'from', 'extends']);

/** Reads a whole template. */
export function parseTemplate(source: string): Statement[] {
  return parseBody(new TokenStream(tokenize(source), expressionGrammar), []);
}

/** Reads statements until a tag with one of these names, which is left to be read; without names, to the end. */
function parseBody(stream: TokenStream, ends: string[]): Statement[] {
  const body: Statement[] = [];
  while (!stream.is('eof')) {
    const { type, value, line } = stream.next();
    if (type === 'data') {
      body.push({ type: 'text', text: value, line });
    } else if (type === 'variable_begin') {
      body.push({ type: 'print', value: parseTuple(stream), line });
      stream.expect('variable_end');
    } else {
      if (stream.isName(...ends)) return body;
      body.push(stream.nested(() => parseStatement(stream)));
      stream.expect('block_end');
    }
  }
  if (ends.length > 0)
    stream.fail(`unexpected end of template, expected ${ends.map((name) => `'${name}'`).join(' or ')}`);
  return body;
}

/** Reads the rest of an opening tag, the body, and the name in the closing tag. */
function parseBlockBody(stream: TokenStream, end: string): Statement[] {
  const body = parseInner(stream, [end]);
  stream.next();
  return body;
}

function parseInner(stream: TokenStream, ends: string[]): Statement[] {
  stream.skipOperator(':');
  stream.expect('block_end');
  return parseBody(stream, ends);
}

function parseStatement(stream: TokenStream): Statement {
  const { value: tag, line } = stream.expect('name');
  switch (tag) {
    case 'for':
      return parseFor(stream, line);
    case 'if':
      return parseIf(stream, line);
    case 'set':
      return parseSet(stream, line);
    case 'with':
      return parseWith(stream, line);
    case 'macro':
      return parseMacro(stream, line);
    case 'call':
      return parseCallBlock(stream, line);
    case 'filter': {
      const filter = parseFilters(stream, parseFilter(stream, undefined));
      return { type: 'filter-block', filter, body: parseBlockBody(stream, 'endfilter'), line };
    }
    case 'block':
      return parseNamedBlock(stream, line);
    case 'print':
      return parsePrint(stream, line);
    default:
      return stream.fail(refusal(tag), line);
  }
}

function refusal(tag: string): string {
  if (OTHER_TEMPLATES.has(tag)) return `'${tag}' is refused: a template stands alone`;
  return tag === 'autoescape' ? "'autoescape' is not supported" : `unknown tag '${tag}'`;
}

function parseFor(stream: TokenStream, line: number): Statement {
  const target = parseTarget(stream);
  stream.expectName('in');
  const items = parseTuple(stream, { withCondition: false });
  const test = stream.skipName('if') ? stream.expression() : undefined;
  const recursive = stream.skipName('recursive');
  const body = parseInner(stream, ['endfor', 'else']);
  const otherwise = stream.next().value === 'else' ? parseBlockBody(stream, 'endfor') : [];
  return { type: 'for', target, items, test, recursive, body, otherwise, line };
}

function parseIf(stream: TokenStream, line: number): Statement {
  const branches: { test: Expression; body: Statement[] }[] = [];
  let end = 'elif';
  while (end === 'elif') {
    const test = parseTuple(stream, { withCondition: false });
    branches.push({ test, body: parseInner(stream, ['elif', 'else', 'endif']) });
    end = stream.next().value;
  }
  return { type: 'if', branches, otherwise: end === 'else' ? parseBlockBody(stream, 'endif') : [], line };
}

function parseSet(stream: TokenStream, line: number): Statement {
  const target = parseTarget(stream, { withFields: true });
  if (stream.skipOperator('=')) return { type: 'set', target, value: parseTuple(stream), line };
  const filter = stream.skipOperator('|') ? parseFilters(stream, parseFilter(stream, undefined)) : undefined;
  return { type: 'set-block', target, filter, body: parseBlockBody(stream, 'endset'), line };
}

function parseFilters(stream: TokenStream, first: Filter): Filter {
  let filter = first;
  while (stream.skipOperator('|')) filter = parseFilter(stream, filter);
  return filter;
}

function parseWith(stream: TokenStream, line: number): Statement {
  const targets = [];
  const values: Expression[] = [];
  while (!stream.is('block_end')) {
    if (targets.length > 0) stream.expectOperator(',');
    targets.push(parseTarget(stream));
    stream.expectOperator('=');
    values.push(stream.expression());
  }
  return { type: 'with', targets, values, body: parseBlockBody(stream, 'endwith'), line };
}

function parseMacro(stream: TokenStream, line: number): Statement {
  const name = parseNewName(stream);
  const parameters = parseParameters(stream);
  return { type: 'macro', name, parameters, body: parseBlockBody(stream, 'endmacro'), line };
}

function parseCallBlock(stream: TokenStream, line: number): Statement {
  const parameters = stream.isOperator('(') ? parseParameters(stream) : [];
  const call = stream.expression();
  if (call.type !== 'call') return stream.fail('expected a call', line);
  const body = parseBlockBody(stream, 'endcall');
  const caller: Macro = { type: 'call-block', name: undefined, parameters, body, line };
  return { type: 'call-statement', call, caller, line };
}

function parseParameters(stream: TokenStream): Parameter[] {
  const parameters: Parameter[] = [];
  stream.expectOperator('(');
  while (!stream.isOperator(')')) {
    if (parameters.length > 0) stream.expectOperator(',');
    const name = parseNewName(stream);
    const fallback = stream.skipOperator('=') ? stream.expression() : undefined;
    if (!fallback && parameters.at(-1)?.fallback)
      stream.fail('a parameter without a default follows one with a default');
    if (parameters.some((known) => known.name === name))
      stream.fail(`the parameter '${name}' is there twice`);
    parameters.push({ name, fallback });
  }
  stream.expectOperator(')');
  return parameters;
}

function parseNamedBlock(stream: TokenStream, line: number): Statement {
  const { value: name } = stream.expect('name');
  const scoped = stream.skipName('scoped');
  const required = stream.skipName('required');
  if (stream.isOperator('-')) stream.fail('a block name may not contain a hyphen');
  const block: Block = {
    type: 'block',
    name,
    scoped,
    required,
    body: parseBlockBody(stream, 'endblock'),
    line,
  };
  stream.skipName(name);
  return block;
}

function parsePrint(stream: TokenStream, line: number): Statement {
  const body: Statement[] = [];
  while (!stream.is('block_end')) {
    if (body.length > 0) stream.expectOperator(',');
    body.push({ type: 'print', value: stream.expression(), line });
  }
  return { type: 'group', body, line };
}
