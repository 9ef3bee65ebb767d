import type { Node } from 'web-tree-sitter';
import { starred } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel, unquoted } from '../top-level.ts';
import { calledImports } from './called-imports.ts';

const FUNCTIONS = ['arrow_function', 'function_expression', 'generator_function'];

/** What a function may stand in and still be the value: parentheses, and the casts of TypeScript. */
const PARENTHESES = ['parenthesized_expression'];
const CASTS = ['as_expression', 'satisfies_expression', 'non_null_expression'];
const WRAPPERS = new Set([...PARENTHESES, ...CASTS]);

const shared = (value: string) => `
  (comment) @comment
  (decorator) @skip
  (function_declaration) @def
  (generator_function_declaration) @def
  (method_definition) @def
  (variable_declarator value: ${value}) @def
  (variable_declarator value: (object)) @scope
  (assignment_expression left: (member_expression) right: ${value}) @def
  (export_statement value: ${value}) @def
  (class_declaration) @scope
  (class) @scope
  (import_statement) @import
  (export_statement source: (_)) @import`;

const oneOf = (types: readonly string[]) => `[${types.map((type) => `(${type})`).join(' ')}]`;
const PLAIN_VALUE = oneOf([...FUNCTIONS, ...PARENTHESES]);

/** What methods of objects looked like before there were classes; other assignments (`onclick = …`) are callbacks. */
const METHOD = /^(?:module\.)?exports\b|\.prototype\./;

export const javascript: Dialect = {
  query: `${shared(PLAIN_VALUE)}
  (field_definition value: ${PLAIN_VALUE}) @def`,
  kindOf: starred,
  between:
    /^(?:\s|\b(?:export|default|declare|const|let|var|abstract|static|public|private|protected|readonly|override|accessor)\b)*$/,
  mayStandApart: true,
  before: /^(?:\s|#!.*\n|['"]use \w+['"];?)*$/,
  above: /^(?:import\b|export\s*[*{]|(?:const|let|var)\b[^=;]*=\s*require\b|['"]use )/,
  nameOf,
  headEnd: (node) => (innerValue(node).childForFieldName('body') ?? node).startIndex,
  importsOf: (node) => {
    const source = node.childForFieldName('source') ?? node.namedChildren.at(-1)?.childForFieldName('source');
    return source ? [unquoted(source.text)] : [];
  },
  moreImports: calledImports,
  *exportsOf(root) {
    for (const node of topLevel(root, ['expression_statement'])) {
      if (node.type === 'export_statement') yield* exported(node);
      else if (node.type === 'assignment_expression') yield* commonJs(node);
    }
  },
};

const CAST_VALUE = oneOf([...FUNCTIONS, ...PARENTHESES, ...CASTS]);

/** TypeScript, with or without JSX. */
export const typescript: Dialect = {
  ...javascript,
  query: `${shared(CAST_VALUE)}
  (public_field_definition value: ${CAST_VALUE}) @def
  (function_signature) @signature
  (method_signature) @signature
  (abstract_class_declaration) @scope
  (internal_module) @scope`,
};

function nameOf(node: Node) {
  if (WRAPPERS.has(boundTo(node)?.type ?? '') && !FUNCTIONS.includes(innerValue(node).type)) return null;
  if (node.type === 'export_statement') return { text: 'default', row: node.startPosition.row };
  const field = { assignment_expression: 'left', field_definition: 'property' }[node.type] ?? 'name';
  const name = node.childForFieldName(field);
  if (name === null || (field === 'left' && !METHOD.test(name.text))) return null;
  const text = name.text.replace(/^module\.exports\.|^exports\.|\bprototype\./, '');
  return { text, row: name.startPosition.row };
}

function boundTo(node: Node): Node | null {
  return node.childForFieldName('value') ?? node.childForFieldName('right');
}

/** What a definition is bound to, without parentheses and casts; itself when it is bound to nothing. */
function innerValue(node: Node): Node {
  let value = boundTo(node) ?? node;
  while (WRAPPERS.has(value.type)) {
    const inner = value.namedChildren.find(({ type }) => type !== 'comment');
    if (inner === undefined) break;
    value = inner;
  }
  return value;
}

function* exported(statement: Node): Generator<string> {
  const declaration = statement.childForFieldName('declaration');
  if (statement.children.some(({ type }) => type === 'default')) {
    yield declaration?.childForFieldName('name')?.text ?? 'default';
  } else if (declaration !== null) {
    yield* nameField(declaration);
    for (const part of declaration.namedChildren) {
      if (part.type === 'variable_declarator') yield* boundNames(part);
    }
  }
  for (const part of statement.namedChildren) {
    if (part.type === 'namespace_export') yield* part.namedChildren.map(({ text }) => unquoted(text));
    if (part.type !== 'export_clause') continue;
    for (const one of part.namedChildren) {
      const name = one.childForFieldName('alias') ?? one.childForFieldName('name');
      if (name !== null) yield unquoted(name.text);
    }
  }
}

function boundNames(declarator: Node): readonly string[] {
  const name = declarator.childForFieldName('name');
  if (name === null || name.type === 'identifier') return nameField(declarator);
  return name
    .descendantsOfType(['identifier', 'shorthand_property_identifier_pattern'])
    .map(({ text }) => text);
}

/** `exports.name = …` and `module.exports = { name, … }`. */
function* commonJs(assignment: Node): Generator<string> {
  const left = assignment.childForFieldName('left')?.text ?? '';
  const one = /^(?:module\.)?exports\.([\w$]+)$/.exec(left);
  if (one !== null) yield one[1]!;
  if (left !== 'module.exports') return;
  for (const part of assignment.childForFieldName('right')?.namedChildren ?? []) {
    if (part.type === 'shorthand_property_identifier') yield part.text;
    else
      yield* (part.childForFieldName('key') ?? part.childForFieldName('name'))?.text.match(/^[\w$]+$/) ?? [];
  }
}
