import type { Node } from 'web-tree-sitter';

/**
 * What a comment is: `doc` documents what follows, `module` the file as a whole, and `aside` nothing, but it may stand
 * between a doc comment and what that documents.
 */
export type CommentKind = 'doc' | 'module' | 'aside';

/** What is particular to a language. */
export interface Dialect {
  /** The source as the grammar understands it, of the same length; else as it is. */
  readonly plain?: (source: string) => string;
  /**
   * What is looked for: `@def` (a function with a body), `@signature` (one without, of an overload set), `@scope` (what
   * functions belong to), `@comment`, `@skip` (decorators and the like, between a comment and its function), `@import`.
   */
  readonly query: string;
  readonly kindOf: (comment: string) => CommentKind;
  /** What may stand between a doc comment and its function, `@skip` and white space aside: modifiers. */
  readonly between: RegExp;
  /** What may stand before the comment that documents the file. */
  readonly before: RegExp;
  /** Whether a doc comment at the beginning is the file's when a blank line follows. */
  readonly mayStandApart: boolean;
  /** What a doc comment at the beginning stands right above, when it documents the file and not a definition. */
  readonly above: RegExp;
  /** The name of a `@def` or `@scope`, null when it is none after all; else its `name` field. */
  readonly nameOf?: (node: Node, source: string) => Name | null;
  /** Whether the function, or the file, holds its documentation in itself. */
  readonly hasDocstring?: (node: Node) => boolean;
  /** What an `@import` imports, as it is written. */
  readonly importsOf: (node: Node) => readonly string[];
  /** What the whole file imports beyond its `@import`s. */
  readonly moreImports?: (root: Node, source: string) => readonly string[];
  /** Names that other files may use, in the order of the file. */
  readonly exportsOf: (root: Node) => Iterable<string>;
  /** Where the head of a function ends; else where its `body` begins. */
  readonly headEnd?: (node: Node) => number;
}

export interface Name {
  readonly text: string;
  /** Where it stands; row counted from 0. */
  readonly row: number;
  /** Where the definition begins when that is before its node. */
  readonly start?: number;
}
