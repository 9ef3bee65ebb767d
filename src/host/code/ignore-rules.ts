import ignore, { type Ignore } from 'ignore';
import { TreeReader } from './tree-reader.ts';

/** The rules of the `.gitignore` files of a folder and those above it. */
export interface IgnoreRules {
  /** Whether they ignore a path below the root; that of a folder ends in `/`. */
  ignores(path: string): boolean;
  /** The same rules and those of one folder's own `.gitignore`, which count for more. */
  within(folder: string): IgnoreRules;
}

/** No rules as yet, for the tree below a folder. */
export function noRules(root: string): IgnoreRules {
  return rulesOf(new TreeReader(root), ignore({ ignorecase: false }));
}

function rulesOf(reader: TreeReader, rules: Ignore): IgnoreRules {
  return {
    ignores: (path) => rules.ignores(path),
    within: (folder) => {
      const path = folder === '' ? '.gitignore' : `${folder}/.gitignore`;
      const content = reader.read(path);
      if (content === null || typeof content === 'string') return rulesOf(reader, rules);
      const lines = content.bytes
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .split(/\r?\n/);
      const own = lines.flatMap((line) => seenFromRoot(line, folder) ?? []);
      return rulesOf(reader, ignore({ ignorecase: false }).add(rules).add(own));
    },
  };
}

/**
 * A line of a nested `.gitignore` as a line of the root's. One list of rules is the only way to have git's order: the last
 * that matches counts, and what lies in an ignored folder stays ignored.
 */
function seenFromRoot(line: string, folder: string): string | null {
  const pattern = withoutTrailingBlanks(line);
  if (pattern === '' || pattern.startsWith('#')) return null;
  if (folder === '') return pattern;
  const negated = pattern.startsWith('!') ? '!' : '';
  const body = pattern.slice(negated.length);
  const anchored = body.slice(0, -1).includes('/');
  const above = folder.replace(/[\\*?[\]!# ]/g, '\\$&');
  return `${negated}/${above}/${anchored ? body.replace(/^\//, '') : `**/${body}`}`;
}

/** A blank at the end counts only behind a backslash. */
function withoutTrailingBlanks(line: string): string {
  const text = line.trimEnd();
  return text.endsWith('\\') && text.length < line.length ? line.slice(0, text.length + 1) : text;
}
