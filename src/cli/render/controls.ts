// Control characters, the line separators, and the marks that turn the direction of text around.
const UNSAFE = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069';
const CONTROLS = new RegExp(`[${UNSAFE}]`, 'g');
const OURS_AND_CONTROLS = new RegExp(`\\u001b\\[[0-9;]*m|[${UNSAFE}]`, 'g');
const SHORT: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text on one line, with every control character written out: `\n`, `\x1b`, `\u202e`. */
export function visible(text: string): string {
  return text.replace(CONTROLS, escaped);
}

/** The same, keeping line breaks and tabs. */
export function visibleLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(CONTROLS, (found) => (found === '\n' || found === '\t' ? found : escaped(found)));
}

/**
 * What may go to a terminal: line breaks, tabs and, where colour is on, colours. Commands pass what came from tasks
 * through `visible`; this is the net below them.
 */
export function harmless(text: string, color: boolean): string {
  return text.replace(OURS_AND_CONTROLS, (found) => {
    if (found === '\n' || found === '\t' || (color && found.length > 1)) return found;
    return found.replace(CONTROLS, escaped);
  });
}

/** JSON leaves the controls above ASCII as they are; some terminals obey them. The document stays the same. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029]/g, unicode);
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return SHORT[character] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicode(character));
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
