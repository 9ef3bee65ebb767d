/** The last so many characters of UTF-8 text; a character that is only there in part is left away. */
export function tailText(bytes: Buffer, characters: number): string {
  let start = 0;
  while (start < 4 && isContinuation(bytes[start])) start++;
  const text = bytes.toString('utf8', start);
  if (text.length <= characters) return text;
  const from = text.length - characters;
  return text.slice(isLowSurrogate(text.charCodeAt(from)) ? from + 1 : from);
}

/** The beginning of UTF-8 text that takes no more than so many bytes, up to the end of a character. */
export function cutToBytes(bytes: Buffer, most: number): Buffer {
  if (bytes.length <= most) return bytes;
  let end = most;
  while (end > 0 && most - end < 4 && isContinuation(bytes[end])) end--;
  return bytes.subarray(0, end);
}

/** Text without the beginning of a character at its end whose rest is still to come. */
export function wholeCharacters(bytes: Buffer): Buffer {
  let start = bytes.length - 1;
  while (start > 0 && bytes.length - start < 4 && isContinuation(bytes[start])) start--;
  const lead = bytes[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  // What is no text is not waited for.
  return start > 0 && bytes.length - start < length ? bytes.subarray(0, start) : bytes;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
