import { starred } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel } from '../top-level.ts';

export const java: Dialect = {
  query: `
    (block_comment) @comment
    (line_comment) @comment
    (method_declaration body: (_)) @def
    (constructor_declaration) @def
    (compact_constructor_declaration) @def
    (class_declaration) @scope
    (interface_declaration) @scope
    (enum_declaration) @scope
    (record_declaration) @scope
    (annotation_type_declaration) @scope
    (import_declaration) @import`,
  kindOf: starred,
  between: /^\s*$/,
  mayStandApart: true,
  before: /^\s*$/,
  // Of a package-info.java: annotations may stand between.
  above: /^(?:@[\w.]+(?:\([^)]*\))?\s*)*(?:package|import|(?:open\s+)?module)\b/,
  importsOf: (node) => [node.text.replace(/^import\s+(?:static\s+)?|[\s;]/g, '')],
  *exportsOf(root) {
    for (const node of topLevel(root, [])) {
      const modifiers = node.namedChildren.find(({ type }) => type === 'modifiers');
      if (/\bpublic\b/.test(modifiers?.text ?? '')) yield* nameField(node);
    }
  },
};
