// Writes the o200k_base vocabulary as one binary file that src/host/tokens reads without parsing.
//
//   header      8 × uint32: magic, longest token, bytes of stand-ins, and for each section of tokens (narrow, wide) its
//               bucket count and its bytes; all numbers are little-endian
//   stand-ins   4,352 bytes: the block of each 256 code points; then the blocks, one stand-in a code point
//   narrow      the tokens whose first and last bytes are ASCII: for each bucket two uint32, the offset of its tokens
//               and a bit for each hash in it; the offset of the end; then the tokens by bucket
//   wide        the other tokens, the same way
//
// A token is its length (1 byte), its rank (3 bytes) and its bytes. A section is padded to four bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAGIC = 0x6b32306f;
const TOKENS_PER_BUCKET = 4;

// The character that stands for each class in a text's shape: src/host/tokens/shape.ts.
const STAND_INS = [
  [/[\p{Lu}\p{Lt}]/gu, 'A'],
  [/\p{Ll}/gu, 'a'],
  [/[\p{Lm}\p{Lo}]/gu, '\x80'],
  [/\p{M}/gu, '\x81'],
  [/\p{N}/gu, '0'],
  [/\s/gu, '\t'],
];
const OTHER = '#';

/** Writes the o200k_base token table to a file. */
export async function buildTokenTable(outFile) {
  const tokens = readTokens();
  const standIns = standInTable();
  const isNarrow = ({ bytes }) => (bytes[0] | bytes.at(-1)) < 0x80;
  const narrow = bucketed(tokens.filter(isNarrow));
  const wide = bucketed(tokens.filter((token) => !isNarrow(token)));
  const longest = Math.max(...new Set(tokens.map(({ bytes }) => bytes.length)));
  const header = [MAGIC, longest, standIns.length];
  for (const { buckets, bytes } of [narrow, wide]) header.push(buckets, bytes.length);
  writeFileSync(outFile, Buffer.concat([uint32s([...header, 0]), standIns, narrow.bytes, wide.bytes]));
}

function readTokens() {
  const file = fileURLToPath(import.meta.resolve('gpt-tokenizer/data/o200k_base.tiktoken'));
  const lines = readFileSync(file, 'latin1').trimEnd().split('\n');
  return lines.map((line) => {
    const [base64, rank] = line.split(' ');
    return { bytes: Buffer.from(base64, 'base64'), rank: Number(rank) };
  });
}

function standInTable() {
  const standInOf = Buffer.alloc(0x110000, OTHER);
  // A lone surrogate never reaches the reader: UTF-8 has none.
  let all = '';
  for (let code = 0; code < standInOf.length; code++) {
    if (code < 0xd800 || code > 0xdfff) all += String.fromCodePoint(code);
  }
  for (const [pattern, standIn] of STAND_INS) {
    for (const character of all.match(pattern)) standInOf[character.codePointAt(0)] = standIn.charCodeAt(0);
  }
  const blocks = new Map();
  const index = [];
  for (let start = 0; start < standInOf.length; start += 256) {
    const block = standInOf.subarray(start, start + 256);
    const key = block.toString('latin1');
    if (!blocks.has(key)) blocks.set(key, { number: blocks.size, block });
    index.push(blocks.get(key).number);
  }
  if (blocks.size > 256) throw new Error('The blocks of stand-ins no longer fit a byte.');
  return Buffer.concat([Buffer.from(index), ...[...blocks.values()].map(({ block }) => block)]);
}

function bucketed(tokens) {
  const bits = Math.round(Math.log2(tokens.length / TOKENS_PER_BUCKET));
  const buckets = Array.from({ length: 2 ** bits }, () => ({ tokens: [], mask: 0 }));
  for (const { bytes, rank } of tokens) {
    const full = hash(bytes);
    const bucket = buckets[full >>> (32 - bits)];
    bucket.mask |= 1 << (full >>> (27 - bits));
    bucket.tokens.push(Buffer.of(bytes.length, rank & 0xff, (rank >> 8) & 0xff, rank >> 16), bytes);
  }
  const index = [];
  let offset = (buckets.length * 2 + 1) * 4;
  for (const { tokens, mask } of buckets) {
    index.push(offset, mask >>> 0);
    for (const part of tokens) offset += part.length;
  }
  index.push(offset);
  const padding = Buffer.alloc(-offset & 3);
  const parts = buckets.flatMap(({ tokens }) => tokens);
  return { buckets: buckets.length, bytes: Buffer.concat([uint32s(index), ...parts, padding]) };
}

/** The reader's hash: src/host/tokens/hashed-text.ts and vocabulary.ts. */
function hash(bytes) {
  let hash = 0;
  for (const byte of bytes) hash = ((hash << 5) | (hash >>> 27)) ^ byte;
  return Math.imul(hash, 0x9e3779b1);
}

function uint32s(numbers) {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [place, number] of numbers.entries()) bytes.writeUInt32LE(number, place * 4);
  return bytes;
}
