const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const WORD = 4;

/** The length of a checksum. */
export const CHECKSUM_LENGTH = 8;

/**
 * The Fowler-Noll-Vo hash (FNV-1a) of some bytes, taken in words of 32 bits: eight hexadecimal digits. It tells a file
 * that a power cut tore from a whole one. Our own lines, because loading node:zlib for its crc32 takes longer than a
 * whole transaction has.
 */
export function checksum(bytes: Uint8Array): string {
  const whole = bytes.length - (bytes.length % WORD);
  let hash = OFFSET_BASIS ^ bytes.length;
  const words = wordsOf(bytes, whole);
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words[at]!, PRIME);
  for (let at = whole; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME);
  return (hash >>> 0).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

/** The bytes as words; a copy where they do not lie on a boundary of words. */
function wordsOf(bytes: Uint8Array, length: number): Int32Array {
  const aligned = bytes.byteOffset % WORD === 0 ? bytes : bytes.slice(0, length);
  return new Int32Array(aligned.buffer, aligned.byteOffset, length / WORD);
}
