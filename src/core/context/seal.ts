/** Saying how long it is makes an answer a token longer or shorter, then no more. */
const SEALINGS = 3;

/** Makes an answer tell its own length in tokens, which it may only make shorter; with the text it is written as. */
export function seal<D extends { readonly tokens: number }>(
  fitted: D,
  write: (document: D) => string,
  count: (text: string) => number,
): { readonly document: D; readonly text: string } {
  let document = fitted;
  let text = write(document);
  for (let i = 0; i < SEALINGS; i++) {
    const tokens = count(text);
    if (tokens === document.tokens) break;
    document = { ...document, tokens };
    text = write(document);
  }
  return { document, text };
}
