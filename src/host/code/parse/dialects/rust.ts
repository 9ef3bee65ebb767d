import type { Node } from 'web-tree-sitter';
import { rustic } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel } from '../top-level.ts';

export const rust: Dialect = {
  query: `
    (line_comment) @comment
    (block_comment) @comment
    (attribute_item) @comment
    (inner_attribute_item) @comment
    (function_item) @def
    (impl_item) @scope
    (trait_item) @scope
    (use_declaration) @import
    (mod_item !body) @import`,
  kindOf: rustic,
  between: /^\s*$/,
  mayStandApart: false,
  before: /^(?:\s|#!\[.*\n)*$/,
  above: /^$/,
  nameOf(node) {
    const name = node.childForFieldName(node.type === 'impl_item' ? 'type' : 'name');
    return name === null ? null : { text: withoutArguments(name.text), row: name.startPosition.row };
  },
  importsOf(node) {
    if (node.type === 'mod_item') return nameField(node);
    const path = node.childForFieldName('argument');
    return path === null ? [] : modules(path);
  },
  *exportsOf(root) {
    for (const node of topLevel(root, [])) {
      if (node.firstNamedChild?.type !== 'visibility_modifier') continue;
      if (node.type === 'use_declaration') yield* used(node.childForFieldName('argument'));
      else yield* nameField(node);
    }
  },
};

function withoutArguments(type: string): string {
  return type.replace(/<.*$/s, '');
}

/** The paths of a `use` up to their last segments, where the names come from: `std::{io, fs::File}` is `std`, `std::fs`. */
function modules(argument: Node): readonly string[] {
  const found: string[] = [];
  const open: { node: Node; above: string }[] = [{ node: argument, above: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, above } = next;
    const path = node.type === 'use_wildcard' ? node.firstNamedChild : node.childForFieldName('path');
    const whole = [above, path?.text ?? ''].filter((part) => part !== '').join('::');
    const list = node.type === 'use_list' ? node : node.childForFieldName('list');
    if (list !== null) {
      for (const one of list.namedChildren.toReversed()) open.push({ node: one, above: whole });
    } else if (node.type === 'use_as_clause' && path !== null) open.push({ node: path, above });
    else if (!/comment$/.test(node.type)) found.push(whole === '' ? node.text : whole);
  }
  return found;
}

/** The names a `pub use` hands on. */
function used(path: Node | null): readonly string[] {
  if (path === null || path.type === 'use_wildcard') return [];
  const list = path.type === 'use_list' ? path : path.childForFieldName('list');
  const all = list === null ? [path] : list.namedChildren;
  return all.flatMap((one) => {
    const name = one.childForFieldName('alias') ?? one.childForFieldName('name') ?? one;
    return /^\w+$/.test(name.text) ? [name.text] : [];
  });
}
