import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import { expect, it } from 'vitest';
import { PIECES, shapeOf } from '../../../src/host/tokens/shape.ts';
import { openTokenTable } from '../../../src/host/tokens/table.ts';
import { useTokenTable } from './counter.ts';

const { file } = useTokenTable();

const SURROGATE = /\p{Cs}/u;

it('has the pieces of the text for every character at every place of a piece', () => {
  const { standIns } = openTokenTable(file());
  for (let first = 0; first <= 0x10ffff; first += 0x100) {
    let text = '';
    for (let code = first; code < first + 0x100; code++) {
      const character = String.fromCodePoint(code);
      if (!SURROGATE.test(character)) {
        text += `B${character}B${character}b #${character}${character} ${character}'s ${character}${character}x\n`;
      }
    }
    const pieces = shapeOf(standIns, Buffer.from(text)).match(PIECES) ?? [];
    const expected = text.match(O200K_TOKEN_SPLIT_REGEX) ?? [];
    expect(pieces.map((piece) => piece.length)).toEqual(expected.map((piece) => Buffer.byteLength(piece)));
  }
});
