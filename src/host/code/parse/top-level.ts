import type { Node } from 'web-tree-sitter';

/** The definitions of a file, in order, and those inside the wrappers of these types (namespaces, conditions). */
export function* topLevel(root: Node, wrappers: readonly string[]): Generator<Node> {
  const inside = new Set(wrappers);
  const open = [root.namedChildren.values()];
  while (open.length > 0) {
    const next = open.at(-1)!.next();
    if (next.done) open.pop();
    else if (inside.has(next.value.type)) open.push(next.value.namedChildren.values());
    else yield next.value;
  }
}

/** The text of a node's `name`, as a list of none or one. */
export function nameField(node: Node): readonly string[] {
  const name = node.childForFieldName('name');
  return name === null ? [] : [name.text];
}

/** A string literal without its quotes. */
export function unquoted(literal: string): string {
  return literal.replace(/^[^'"`<]*['"`<]+|['"`>]+$/g, '');
}
