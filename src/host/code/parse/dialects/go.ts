import type { Node } from 'web-tree-sitter';
import { slashed } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { topLevel, unquoted } from '../top-level.ts';

const CAPITAL = /^\p{Lu}/u;

export const go: Dialect = {
  query: `
    (comment) @comment
    (function_declaration body: (_)) @def
    (method_declaration body: (_)) @def
    (import_spec) @import`,
  kindOf: slashed,
  between: /^\s*$/,
  mayStandApart: false,
  before: /^\s*$/,
  above: /^package\b/,
  nameOf(node) {
    const name = node.childForFieldName('name');
    if (name === null) return null;
    const receiver = node.childForFieldName('receiver')?.text ?? '';
    const type = /(\w+)\s*(?:\[[^\]]*\])?\s*,?\s*\)$/.exec(receiver)?.[1];
    return { text: type === undefined ? name.text : `${type}.${name.text}`, row: name.startPosition.row };
  },
  importsOf: (node) => {
    const path = node.childForFieldName('path');
    return path === null ? [] : [unquoted(path.text)];
  },
  *exportsOf(root) {
    const groups = ['type_declaration', 'const_declaration', 'var_declaration', 'var_spec_list'];
    for (const node of topLevel(root, groups)) {
      if (node.type === 'method_declaration') continue;
      yield* names(node).filter((name) => CAPITAL.test(name));
    }
  },
};

function names(node: Node): readonly string[] {
  return node.childrenForFieldName('name').map(({ text }) => text);
}
