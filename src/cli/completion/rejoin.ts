export interface Typed {
  /** The words before the one that is being typed. */
  readonly before: readonly string[];
  /** The word that is being typed, up to the cursor. */
  readonly current: string;
  /** How much of `current` the shell will keep by itself, because it took it for words of their own. */
  readonly kept: number;
}

/** Puts together what bash cut: for it `--status=done` is three words, and so is `agent:1`. */
export function rejoin(words: readonly string[]): Typed {
  const joined: string[] = [];
  let kept = 0;
  let isOpen = false;
  for (const word of words) {
    const isSeparator = /^[:=]+$/.test(word);
    if ((isSeparator || isOpen) && joined.length > 0) {
      kept = joined.at(-1)!.length + (isSeparator ? word.length : 0);
      joined.push(joined.pop()! + word);
    } else {
      kept = 0;
      joined.push(word);
    }
    isOpen = isSeparator;
  }
  return { before: joined.slice(0, -1), current: joined.at(-1) ?? '', kept };
}
