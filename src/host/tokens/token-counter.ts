import type { TokenCounter } from '../../ports/token-counter.ts';
import { HashedText } from './hashed-text.ts';
import { Merger } from './merger.ts';
import { PIECES, shapeOf } from './shape.ts';
import { openTokenTable, type TokenTable } from './table.ts';
import { NO_RANK } from './vocabulary.ts';

const LONGEST_REMEMBERED = 128;
const MOST_REMEMBERED = 10_000;

/** Counts tokens with the table that scripts/build-tokens.mjs wrote; the first count loads it. */
export function createTokenCounter(tableFile: string): TokenCounter {
  let table: TokenTable | undefined;
  const remembered = new Map<string, number>();
  return {
    count(text) {
      table ??= openTokenTable(tableFile);
      if (remembered.size > MOST_REMEMBERED) remembered.clear();
      return countTokens(table, text, remembered);
    },
  };
}

function countTokens(table: TokenTable, text: string, remembered: Map<string, number>): number {
  const utf8 = Buffer.from(text);
  const isAscii = utf8.length === text.length;
  const bytes = isAscii ? text : utf8.toString('latin1');
  const shape = isAscii ? text : shapeOf(table.standIns, utf8);
  const countPiece = pieceCounter(table, utf8);
  let count = 0;
  let start = 0;
  for (const { length } of shape.match(PIECES) ?? []) {
    const end = start + length;
    const piece = bytes.slice(start, end);
    let tokens = remembered.get(piece);
    if (tokens === undefined) {
      tokens = countPiece(start, end);
      if (length <= LONGEST_REMEMBERED) remembered.set(piece, tokens);
    }
    count += tokens;
    start = end;
  }
  return count;
}

function pieceCounter({ vocabulary }: TokenTable, utf8: Uint8Array): (start: number, end: number) => number {
  const text = new HashedText(utf8);
  const merger = new Merger(vocabulary, text);
  return (start, end) => {
    text.enter(start, end);
    return vocabulary.rankOf(text, start, end) === NO_RANK ? merger.countTokens(start, end) : 1;
  };
}
