import type { Node } from 'web-tree-sitter';
import { slashedOrStarred } from '../comment-kinds.ts';
import type { Dialect, Name } from '../dialect.ts';
import { topLevel, unquoted } from '../top-level.ts';
import { withoutMacros } from './cpp-macros.ts';

/** Serves C as well. */
export const cpp: Dialect = {
  plain: withoutMacros,
  query: `
    (comment) @comment
    (template_declaration parameters: (_) @skip)
    (requires_clause) @skip
    (linkage_specification value: (_) @skip)
    (function_definition body: (_)) @def
    (translation_unit (compound_statement) @def)
    (preproc_ifdef (compound_statement) @def)
    (preproc_if (compound_statement) @def)
    (preproc_else (compound_statement) @def)
    (class_specifier body: (_)) @scope
    (struct_specifier body: (_)) @scope
    (union_specifier body: (_)) @scope
    (preproc_include path: (string_literal)) @import
    (preproc_include path: (system_lib_string)) @import`,
  kindOf: slashedOrStarred,
  between: /^(?:\s|\b(?:template|extern|friend|inline|static|constexpr)\b)*$/,
  mayStandApart: true,
  before: /^(?:\s|#\s*(?:pragma|ifndef|define|if)\b.*\n)*$/,
  above: /^(?:#|namespace\b|using\b|extern\s+"|(?:export\s+)?(?:module|import)\b)/,
  nameOf(node, source) {
    if (node.type === 'compound_statement') return oldStyle(node, source);
    const name = node.type === 'function_definition' ? declared(node) : node.childForFieldName('name');
    if (name === null) return null;
    return { text: dotted(name.text), row: name.startPosition.row };
  },
  headEnd(node) {
    const initial = node.namedChildren.find(({ type }) => type === 'field_initializer_list');
    return (initial ?? node.childForFieldName('body') ?? node).startIndex;
  },
  importsOf(node) {
    const path = node.childForFieldName('path')?.text ?? '';
    // What lies in no folder is the standard library's.
    return path.startsWith('<') && !path.includes('/') ? [] : [unquoted(path)];
  },
  *exportsOf(root) {
    const wrappers = [
      'namespace_definition',
      'declaration_list',
      'linkage_specification',
      'preproc_ifdef',
      'preproc_if',
      'preproc_else',
      'template_declaration',
    ];
    for (const node of topLevel(root, wrappers)) {
      if (
        node.namedChildren.some(({ type, text }) => type === 'storage_class_specifier' && text === 'static')
      ) {
        continue;
      }
      const name = /^(?:class|struct|union|enum)_specifier$/.test(node.type)
        ? node.childForFieldName('name')
        : declared(node);
      if (name !== null && !name.text.includes('::')) yield name.text;
    }
  },
};

/** The name of a function, below the pointers and parentheses of its declarator; null when it is none. */
function declared(node: Node): Node | null {
  let name: Node | null = null;
  let at = node.childForFieldName('declarator');
  while (at !== null) {
    if (at.type === 'operator_cast') return at;
    if (at.type === 'function_declarator') name = at.childForFieldName('declarator');
    // References and parentheses have no field for what is in them.
    at =
      at.childForFieldName('declarator') ??
      (/^(?:reference|parenthesized)/.test(at.type) ? at.firstNamedChild : null);
  }
  return name;
}

/** Before ISO C, the types of parameters stood behind the head; the grammar sees declarations and a block. */
const OLD_HEAD = /(?:^|[;}\n])[ \t]*((?:[\w*]+\s+)*\**(\w+)\s*\([\w\s,]+\))\s*(?:[^;{}()]+;)+\s*$/;

function oldStyle(block: Node, source: string): Name | null {
  const from = Math.max(0, block.startIndex - 500);
  const match = OLD_HEAD.exec(source.slice(from, block.startIndex));
  if (match === null || /^(?:if|for|while|switch|catch)$/.test(match[2]!)) return null;
  const start = from + match.index + match[0].indexOf(match[1]!);
  const rows = source.slice(start, block.startIndex).split('\n').length - 1;
  return { text: match[2]!, row: block.startPosition.row - rows, start };
}

function dotted(name: string): string {
  return name
    .replace(/<[^()]*>/g, '')
    .replace(/\(.*$/s, '')
    .replace(/\s*::\s*/g, '.')
    .trim();
}
