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
