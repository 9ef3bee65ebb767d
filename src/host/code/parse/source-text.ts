import { MAX_SOURCE_BYTES, type SkipReason } from './messages.ts';

/** The text of a source file, without its byte order mark, or why it is none. */
export function sourceText(bytes: Uint8Array): { readonly text: string } | { readonly skipped: SkipReason } {
  if (bytes.byteLength > MAX_SOURCE_BYTES) return { skipped: 'too_large' };
  if (bytes.includes(0)) return { skipped: 'binary' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { skipped: 'not_utf8' };
  }
}
