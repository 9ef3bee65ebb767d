import { hashed } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel, unquoted } from '../top-level.ts';

export const bash: Dialect = {
  query: `
    (comment) @comment
    (function_definition) @def
    (command name: (command_name (word)) argument: (_)) @import`,
  kindOf: hashed,
  between: /^\s*$/,
  mayStandApart: true,
  before: /^\s*$/,
  above: /^(?!function\b|[\w:.-]+\s*\(\s*\))./,
  importsOf(node) {
    if (!/^(?:source|\.)$/.test(node.childForFieldName('name')?.text ?? '')) return [];
    const file = node.childForFieldName('argument');
    return file === null ? [] : [unquoted(file.text)];
  },
  *exportsOf(root) {
    for (const node of topLevel(root, [])) {
      if (node.type === 'function_definition') yield* nameField(node);
    }
  },
};
