import type { Node } from 'web-tree-sitter';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel, unquoted } from '../top-level.ts';

/** Above a stub that types one way to call a function, and is none itself; other decorators may follow. */
const OVERLOAD = /(?:^|\n)[ \t]*@(?:\w+\.)*overload[ \t]*(?:#.*)?\r?\n\s*(?:[@#].*\n\s*)*$/;
const FAR = 400;

export const python: Dialect = {
  query: `
    (function_definition) @def
    (class_definition) @scope
    (import_statement) @import
    (import_from_statement) @import
    (future_import_statement) @import`,
  // Comments above a function are none of its documentation.
  kindOf: () => 'aside',
  between: /^$/,
  mayStandApart: false,
  before: /^$/,
  above: /^$/,
  nameOf(node, source) {
    const name = node.childForFieldName('name');
    const above = source.slice(Math.max(0, node.startIndex - FAR), node.startIndex);
    return name === null || OVERLOAD.test(above) ? null : { text: name.text, row: name.startPosition.row };
  },
  headEnd: (node) => (node.children.find(({ type }) => type === ':') ?? node).startIndex,
  hasDocstring: (node) => beginsWithDocstring(node.childForFieldName('body') ?? node),
  importsOf(node) {
    if (node.type === 'future_import_statement') return ['__future__'];
    const from = node.childForFieldName('module_name');
    if (from !== null) return [from.text.replace(/\s/g, '')];
    return node
      .childrenForFieldName('name')
      .map((name) => (name.type === 'aliased_import' ? (name.childForFieldName('name') ?? name) : name).text);
  },
  exportsOf(root) {
    const declared: string[] = [];
    const names: string[] = [];
    for (const node of topLevel(root, [
      'decorated_definition',
      'expression_statement',
      'if_statement',
      'block',
    ])) {
      names.push(...publicNames(node));
      if (/assignment$/.test(node.type) && node.childForFieldName('left')?.text === '__all__') {
        for (const { type, text } of node.childForFieldName('right')?.namedChildren ?? []) {
          if (type === 'string') declared.push(unquoted(text));
        }
      }
    }
    return declared.length > 0 ? declared : names;
  },
};

function publicNames(node: Node): readonly string[] {
  const left = node.type === 'assignment' ? node.childForFieldName('left') : null;
  const named = /_definition$/.test(node.type) ? nameField(node) : [];
  const names = left?.type === 'identifier' ? [left.text] : named;
  return names.filter((name) => !name.startsWith('_'));
}

/** Comments that may stand above a docstring: to look past each costs more than the one before. */
const MOST_COMMENTS = 1_000;

/** Of strings that are neither bytes nor formatted. */
const OPENING = /^[ru]*("""|'''|["'])/i;

/** As Python itself sees it: the first statement is a string that is neither bytes nor formatted, nor empty. */
function beginsWithDocstring(body: Node): boolean {
  let first = body.firstNamedChild;
  for (let i = 0; first?.type === 'comment' && i < MOST_COMMENTS; i++) first = first.nextNamedSibling;
  if (first?.type !== 'expression_statement' || first.namedChildCount !== 1) return false;
  const { type, text } = withoutParentheses(first.firstNamedChild!);
  const opening = OPENING.exec(text);
  if (!/string$/.test(type) || opening === null) return false;
  return text.slice(opening[0].length, -opening[1]!.length).trim() !== '';
}

function withoutParentheses(node: Node): Node {
  let inside = node;
  while (inside.type === 'parenthesized_expression') {
    const next = inside.namedChildren.find(({ type }) => type !== 'comment');
    if (next === undefined) break;
    inside = next;
  }
  return inside;
}
