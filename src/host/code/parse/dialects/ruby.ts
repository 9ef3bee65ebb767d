import { hashed } from '../comment-kinds.ts';
import type { Dialect } from '../dialect.ts';
import { nameField, topLevel, unquoted } from '../top-level.ts';

const REQUIRES = new Set(['require', 'require_relative', 'load']);

export const ruby: Dialect = {
  query: `
    (comment) @comment
    (method) @def
    (singleton_method) @def
    (module) @scope
    (class) @scope
    ((call method: (identifier) block: (_)) @skip (#match? @skip "^(T::Sig::WithoutRuntime[.])?sig[^a-zA-Z0-9_]"))
    (call !receiver method: (identifier) arguments: (argument_list . (string))) @import`,
  kindOf: hashed,
  // `private def f`, `private_class_method def self.f`
  between: /^\s*(?:[a-z_][a-z_0-9]*[ \t(]+)*$/,
  mayStandApart: true,
  before: /^\s*$/,
  above: /^(?:require|module|class|[A-Z])/,
  importsOf(node) {
    if (!REQUIRES.has(node.childForFieldName('method')?.text ?? '')) return [];
    const file = node.childForFieldName('arguments')?.namedChildren.find(({ type }) => type === 'string');
    return file === undefined ? [] : [unquoted(file.text)];
  },
  headEnd(node) {
    const head = node.childForFieldName('parameters') ?? node.childForFieldName('name') ?? node;
    return head.endIndex;
  },
  *exportsOf(root) {
    for (const node of topLevel(root, [])) {
      if (/^(?:module|class|method)$/.test(node.type)) yield* nameField(node);
    }
  },
};
