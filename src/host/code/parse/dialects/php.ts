import type { Node } from 'web-tree-sitter';
import { starred } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel, unquoted } from '../top-level.ts';

export const php: Dialect = {
  query: `
    (comment) @comment
    (function_definition) @def
    (method_declaration body: (_)) @def
    (class_declaration) @scope
    (trait_declaration) @scope
    (interface_declaration) @scope
    (enum_declaration) @scope
    (namespace_use_declaration) @import
    (require_expression) @import
    (require_once_expression) @import
    (include_expression) @import
    (include_once_expression) @import`,
  kindOf: starred,
  between: /^\s*$/,
  mayStandApart: true,
  before: /^(?:\s|#!.*\n|<\?php\b|declare\s*\([^)]*\)\s*;)*$/i,
  above: /^(?:namespace|use|declare|require|include)(?:_once)?\b/,
  importsOf(node) {
    if (node.type !== 'namespace_use_declaration') {
      const file = node.descendantsOfType(['string', 'encapsed_string']).at(0);
      return file === undefined ? [] : [unquoted(file.text)];
    }
    const start = node.namedChildren.find(({ type }) => type === 'namespace_name')?.text;
    return node.descendantsOfType('namespace_use_clause').flatMap((clause) => {
      const name = clause.firstNamedChild?.text;
      return name === undefined ? [] : [start === undefined ? name : `${start}\\${name}`];
    });
  },
  *exportsOf(root) {
    for (const node of topLevel(root, ['namespace_definition', 'compound_statement', 'if_statement'])) {
      if (/_declaration$|^function_definition$/.test(node.type)) yield* declaredBy(node);
    }
  },
};

function declaredBy(node: Node): readonly string[] {
  if (node.type !== 'const_declaration') return nameField(node);
  return node.namedChildren.flatMap(({ type, firstNamedChild }) =>
    type === 'const_element' && firstNamedChild !== null ? [firstNamedChild.text] : [],
  );
}
