import type { Style } from './style.ts';

const HEADLINE = 100;

/** The first line of a text, so long as a line may be; a mark says when there is more. */
export function headline(text: string, style: Style): string {
  const [first = ''] = text.split('\n', 1);
  const short = firstCharacters(first, HEADLINE);
  return short === text ? style.data(text) : `${style.data(short)}…`;
}

function firstCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  return Array.from(text.slice(0, 2 * most))
    .slice(0, most)
    .join('');
}
