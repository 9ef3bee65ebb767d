/** A text on one line: runs of white space become one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A text on one line, or its first letters and `…`. Looks at no more of a long text than it might show. */
export function shortText(text: string, letters: number): string {
  const head = text.slice(0, 4 * letters);
  const line = Array.from(oneLine(head));
  return line.length <= letters && head === text ? line.join('') : `${line.slice(0, letters).join('')}…`;
}

/** At most so many characters from the beginning of a text, none of them torn. Looks at no more of a long text than that. */
export function firstCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  return Array.from(text.slice(0, 2 * most))
    .slice(0, most)
    .join('');
}
