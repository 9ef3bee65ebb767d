import type { Expression, Target } from './ast.ts';
import { parsePrimary } from './primary-parser.ts';
import type { TokenStream } from './token-stream.ts';
import { describe } from './tokens.ts';
import { atTupleEnd } from './tuple-parser.ts';

/** Reads what is assigned to: a name, several names, or with `withFields` also `namespace.name`. */
export function parseTarget(stream: TokenStream, { withFields = false } = {}): Target {
  const { line } = stream.current;
  const items: Target[] = [];
  let isTuple = false;
  while (!atTupleEnd(stream)) {
    items.push(parseSingleTarget(stream, withFields));
    if (!stream.skipOperator(',')) break;
    isTuple = true;
  }
  if (isTuple) return { type: 'target-tuple', items, line };
  return items[0] ?? stream.fail(`expected a name, got ${describe(stream.current)}`);
}

function parseSingleTarget(stream: TokenStream, withFields: boolean): Target {
  const { line, value } = stream.current;
  if (withFields && stream.is('name') && stream.ahead.type === 'operator' && stream.ahead.value === '.') {
    stream.next();
    stream.next();
    return { type: 'target-field', name: value, field: stream.expect('name').value, line };
  }
  return asTarget(
    stream,
    stream.nested(() => parsePrimary(stream)),
  );
}

function asTarget(stream: TokenStream, node: Expression): Target {
  if (node.type === 'name') return { type: 'target-name', name: node.name, line: node.line };
  if (node.type !== 'tuple') return stream.fail('only names can be assigned to', node.line);
  return { type: 'target-tuple', items: node.items.map((item) => asTarget(stream, item)), line: node.line };
}

/** Reads a plain name that something gets. */
export function parseNewName(stream: TokenStream): string {
  const { value, line } = stream.expect('name');
  if (/^(?:true|false|none|True|False|None)$/.test(value))
    stream.fail(`'${value}' cannot be assigned to`, line);
  return value;
}
