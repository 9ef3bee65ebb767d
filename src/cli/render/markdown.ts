import { visible } from './controls.ts';

/** What means something in GitHub's Markdown, in HTML within it, or to whoever turns words into links. */
const ACTIVE = /[\\`*_{}[\]()<>#!|~&@$:]|(?<=\bwww)\./gi;

/** Text that came from a repository, as Markdown that says just that, on one line. */
export function escapeMarkdown(text: string): string {
  return visible(text).replace(ACTIVE, '\\$&');
}

/** A sentence with code between backticks, as Markdown that says just that; the code stays code. */
export function escapeSentence(text: string): string {
  const parts = visible(text).split(/((?<!`)`[^`]+`(?!`))/);
  return parts.map((part, i) => (i % 2 === 1 ? part : escapeMarkdown(part))).join('');
}

/** A table of Markdown; its cells are Markdown already. A column whose heading ends in `#` holds numbers. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    line(headings.map((heading) => heading.replace(/ ?#$/, ''))),
    line(headings.map((heading) => (heading.endsWith('#') ? '---:' : '---'))),
    ...rows.map(line),
  ];
}
