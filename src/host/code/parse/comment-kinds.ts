import type { CommentKind } from './dialect.ts';

const WORD = /[\p{L}\p{N}]/u;

/** Instructions to tools, behind the mark of the comment. */
const DIRECTIVES = [
  String.raw`^(?:\/\/+!?|\/\*[*!]?|#)[ \t*]*(?:#?(?:end)?region\b|eslint\b|@ts-|tslint:|biome-|prettier-|webpack\w+:|[#@]__)`,
  String.raw`^(?:\/\/+!?|\/\*[*!]?|#)[ \t*]*(?:no(?:lint|inspection)\b|NOLINT|lint:|\+build\b|clang-(?:format|tidy)\b|cspell:)`,
  String.raw`^(?:\/\/+!?|\/\*[*!]?|#)[ \t*]*(?:vim?:|-\*-|sourceMappingURL=|@formatter:|phpcs:|@phpstan-ignore|pragma:)`,
  String.raw`^\/\*[*!]?\s*(?:globals? |exported |js[hl]int\b|istanbul |c8 |v8 )`,
  String.raw`^#(?:!|[ \t]*(?:rubocop:|standard:|frozen_string_literal:|(?:en)?coding:|warn_indent:|typed: |:nodoc:|shellcheck ))`,
];
const DIRECTIVE = new RegExp(DIRECTIVES.join('|'));

const GO_DIRECTIVE = /^\/\/(?:[a-z0-9]+:[a-z0-9]|export |extern |line )/;

const LICENCE =
  /\bcopyright\b|\(c\) *\d{4}|\bSPDX-License|\blicensed (?:under|to)\b|@licen[cs]e\b|\ball rights reserved\b|\bpermission is hereby granted\b|\bGNU (?:General|Lesser|Affero)/i;

/** Whether a comment at the beginning of a file is a licence, and nothing else that could count. */
export function isLicence(comment: string): boolean {
  return LICENCE.test(comment.slice(0, 4000));
}

function speaks(comment: string): boolean {
  return WORD.test(comment) && !DIRECTIVE.test(comment);
}

/** Doc comments between stars: JavaScript, TypeScript, Java, PHP. */
export function starred(comment: string): CommentKind {
  return /^\/\*[*!](?![*/<])/.test(comment) && speaks(comment) ? 'doc' : 'aside';
}

/** Three slashes, or two stars: C#, and C++ with `//!` and without what stands behind a member. */
export function slashedOrStarred(comment: string): CommentKind {
  return /^\/\/[/!](?![/<])/.test(comment) && speaks(comment) ? 'doc' : starred(comment);
}

/** Any comment that is no instruction: Go. */
export function slashed(comment: string): CommentKind {
  return speaks(comment) && !GO_DIRECTIVE.test(comment) ? 'doc' : 'aside';
}

/** Any comment that is no instruction: Ruby, Bash. */
export function hashed(comment: string): CommentKind {
  return speaks(comment) ? 'doc' : 'aside';
}

/** Rust tells what a comment documents by its mark; attributes may be comments as well. */
export function rustic(comment: string): CommentKind {
  if (/^(?:\/\/!|\/\*!|#!\[doc\s*=)/.test(comment)) return 'module';
  const doc = /^(?:\/\/\/(?!\/)|\/\*\*(?![*/])|#\[doc\s*=)/.test(comment);
  return doc && WORD.test(comment) ? 'doc' : 'aside';
}
