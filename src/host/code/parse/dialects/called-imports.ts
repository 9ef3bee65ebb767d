import type { Node } from 'web-tree-sitter';

const CALL = /\b(?:require|import)\s*\(\s*(?:'([^'\n]+)'|"([^"\n]+)"|`([^`$\n]+)`)\s*[,)]/g;

/** In the tree each place costs a search; a file that needs more of them is no code that people wrote. */
const MOST_PLACES = 2_000;

/** What `require('x')` and `import('x')` import. A query for calls would find each of a hundred thousand, so text is searched. */
export function calledImports(root: Node, source: string): readonly string[] {
  const found = new Set<string>();
  let places = 0;
  for (const match of source.matchAll(CALL)) {
    const name = match[1] ?? match[2] ?? match[3]!;
    if (found.has(name)) continue;
    if (++places > MOST_PLACES) break;
    // Inside a comment, a string or a pattern it is no call.
    const { type } = root.descendantForIndex(match.index, match.index + 6) ?? root;
    if (type === 'identifier' || type === 'import') found.add(name);
  }
  return [...found];
}
