import { firstCharacters } from '../../core/short-text.ts';
import type { Style } from './style.ts';

const HEADLINE = 100;

/** The first line of a text, so long as a line may be; a mark says when there is more. */
export function headline(text: string, style: Style): string {
  const [first = ''] = text.split('\n', 1);
  const short = firstCharacters(first, HEADLINE);
  return short === text ? style.data(text) : `${style.data(short)}…`;
}
