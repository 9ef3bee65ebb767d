import type { Style } from './style.ts';

const HEADLINE = 100;

/** The first line of a text, so long as a line may be; a mark says when there is more. */
export function headline(text: string, style: Style): string {
  const [first = ''] = text.split('\n', 1);
  const short = Array.from(first.slice(0, 2 * HEADLINE))
    .slice(0, HEADLINE)
    .join('');
  return short === text ? style.data(text) : `${style.data(short)}…`;
}
