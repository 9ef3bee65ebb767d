import type { Node, Query } from 'web-tree-sitter';
import { captured } from './captures.ts';
import type { Dialect, Name } from './dialect.ts';
import { DocChain } from './doc-chain.ts';
import { FileHeader } from './file-header.ts';

/** A file that was parsed. */
export interface Parsed {
  readonly root: Node;
  readonly source: string;
  readonly dialect: Dialect;
  readonly query: Query;
  /** Whether the file took longer than it may. */
  readonly expired: () => boolean;
}

/** A function that was found. */
export interface Definition {
  readonly node: Node;
  readonly name: Name;
  readonly commented: boolean;
}

/** Called for what was found, in the order of the file. */
export interface Reader {
  readonly onDefinition: (definition: Definition) => void;
  readonly onScope?: (node: Node, name: Name) => void;
}

const NO_OVERLOADS = { name: '', commented: false };

/** Reads a file once from its beginning to its end. Returns what it imports and whether it is documented; throws OutOfTime. */
export function readTree(
  { root, source, dialect, query, expired }: Parsed,
  { onDefinition, onScope }: Reader,
): { readonly imports: readonly string[]; readonly documented: boolean } {
  const chain = new DocChain(source, dialect);
  const header = new FileHeader(source, dialect);
  const imports = new Set<string>();
  /** The declarations before a function that are overloads of it: a comment on one is a comment on it. */
  let overloads = NO_OVERLOADS;
  for (const { name: kind, node } of captured(query, root, source.length, expired)) {
    const start = node.startIndex;
    if (kind === 'comment') {
      const end = node.endIndex;
      chain.comment(start, end, header.comment(start, end));
    } else if (kind === 'skip') {
      chain.skip(start, node.endIndex);
    } else if (kind === 'import') {
      for (const name of dialect.importsOf(node)) imports.add(name);
    } else {
      const name = nameOf(node, dialect, source);
      if (name === null) continue;
      if (kind === 'scope') {
        onScope?.(node, name);
        continue;
      }
      const overloaded = overloads.commented && overloads.name === name.text;
      const commented = overloaded || (dialect.hasDocstring?.(node) ?? chain.documents(name.start ?? start));
      if (kind === 'signature') {
        overloads = { name: name.text, commented };
      } else {
        overloads = NO_OVERLOADS;
        onDefinition({ node, name, commented });
      }
    }
  }
  for (const name of dialect.moreImports?.(root, source) ?? []) imports.add(name);
  return { imports: [...imports], documented: dialect.hasDocstring?.(root) ?? header.documents };
}

function nameOf(node: Node, dialect: Dialect, source: string): Name | null {
  if (dialect.nameOf !== undefined) return dialect.nameOf(node, source);
  const name = node.childForFieldName('name');
  return name === null ? null : { text: name.text, row: name.startPosition.row };
}
