import { shortText } from '../short-text.ts';
import type { PictureNode } from './picture.ts';

const LONGEST = 60;

/** What a drawing writes into the box of a task: id and status, and the beginning of its description. */
export function labelOf({ id, status, description }: PictureNode): readonly string[] {
  return [`${id}: ${plain(status)}`, plain(description)].filter((line) => line !== '');
}

/** Without control characters, which no drawing can show; the joiners of emoji and of some scripts are letters to the eye. */
function plain(text: string): string {
  return shortText(text.slice(0, 4 * LONGEST + 1).replace(/(?![\u200c\u200d])\p{C}/gu, ' '), LONGEST);
}
