// The classes that the pattern of pieces tells apart are tables of Unicode, and to compile them would cost a start
// more than to count. So the pattern runs over the shape of a text: its UTF-8 bytes, in which a character beyond ASCII
// is replaced by a stand-in of its class, as many bytes long. The stand-ins are chosen so that pieces stay the same:
// A and a for the cases, \x80 for a letter without case, \x81 for a mark, each repeated; and 0, a tab and # for a
// number, a space and the rest, each followed by \x83.
const NO_CASE = 0x80;
const MARK = 0x81;
const CONTINUED = 0x83;

const UPPER = String.raw`A-Z\x80\x81`;
const LOWER = String.raw`a-z\x80\x81`;
const LETTER_OR_NUMBER = String.raw`A-Za-z0-9\x80`;
const PREFIX = String.raw`(?:[^\r\n${LETTER_OR_NUMBER}]\x83*)?`;
const CONTRACTION = "(?:'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE]))?";

/** The o200k_base pattern of pieces, for the shape of a text. */
export const PIECES = new RegExp(
  [
    `${PREFIX}[${UPPER}]*[${LOWER}]+${CONTRACTION}`,
    `${PREFIX}[${UPPER}]+[${LOWER}]*${CONTRACTION}`,
    String.raw`(?:[0-9]\x83*){1,3}`,
    String.raw` ?[^\s${LETTER_OR_NUMBER}]+[\r\n/]*`,
    String.raw`[\s\x83]*[\r\n]+`,
    String.raw`[\s\x83]+(?!\S)`,
    String.raw`\s\x83*`,
  ].join('|'),
  'g',
);

// The table of stand-ins starts with the number of the block of each 256 code points.
const BLOCKS = 0x110000 / 256;

/** The shape of a well-formed UTF-8 text, one character a byte. */
export function shapeOf(standIns: Uint8Array, text: Buffer): string {
  const shape = Buffer.from(text);
  for (let at = 0; at < text.length; ) {
    const lead = text[at]!;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const width = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = lead & (0x7f >> width);
    for (let place = at + 1; place < at + width; place++) code = (code << 6) | (text[place]! & 0x3f);
    const standIn = standIns[BLOCKS + standIns[code >> 8]! * 256 + (code & 0xff)]!;
    shape[at] = standIn;
    const repeated = isLetterOrMark(standIn) ? standIn : CONTINUED;
    for (let place = at + 1; place < at + width; place++) shape[place] = repeated;
    at += width;
  }
  return shape.toString('latin1');
}

function isLetterOrMark(standIn: number): boolean {
  return standIn === NO_CASE || standIn === MARK || standIn === 0x41 || standIn === 0x61;
}
