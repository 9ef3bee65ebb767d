import type { Node } from 'web-tree-sitter';
import { slashedOrStarred } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel } from '../top-level.ts';

/** Properties and their accessors are no methods here. */
export const csharp: Dialect = {
  query: `
    (comment) @comment
    (method_declaration body: (_)) @def
    (constructor_declaration body: (_)) @def
    (destructor_declaration body: (_)) @def
    (operator_declaration body: (_)) @def
    (conversion_operator_declaration body: (_)) @def
    (local_function_statement body: (_)) @def
    (class_declaration) @scope
    (interface_declaration) @scope
    (struct_declaration) @scope
    (record_declaration) @scope
    (enum_declaration) @scope
    (using_directive) @import`,
  kindOf: slashedOrStarred,
  between: /^\s*$/,
  mayStandApart: true,
  before: /^(?:\s|#.*\n)*$/,
  above: /^(?:(?:global\s+)?using|namespace|extern)\b/,
  nameOf(node) {
    const row = node.startPosition.row;
    if (node.type === 'operator_declaration') {
      return { text: `operator ${node.childForFieldName('operator')?.text ?? ''}`.trim(), row };
    }
    if (node.type === 'conversion_operator_declaration') {
      return { text: `operator ${node.childForFieldName('type')?.text ?? ''}`.trim(), row };
    }
    const name = node.childForFieldName('name');
    return name === null
      ? null
      : {
          text: `${node.type === 'destructor_declaration' ? '~' : ''}${name.text}`,
          row: name.startPosition.row,
        };
  },
  importsOf: (node) => {
    const name = node.namedChildren.findLast(({ type }) => /name|identifier/.test(type));
    return name === undefined ? [] : [name.text];
  },
  *exportsOf(root) {
    for (const node of topLevel(root, [
      'namespace_declaration',
      'file_scoped_namespace_declaration',
      'declaration_list',
    ])) {
      if (isPublic(node)) yield* nameField(node);
    }
  },
};

function isPublic(node: Node): boolean {
  return node.namedChildren.some(({ type, text }) => type === 'modifier' && text === 'public');
}
