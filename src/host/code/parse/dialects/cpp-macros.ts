/** White space to the grammar, and no blank line to a reader: a comment above still stands right above. */
const FILL = '\f';

/** What stands between `class` and the name of a class that begins here: `MYLIB_API`, `ALIGNED(16)`. */
const BEFORE_NAME =
  /\b((?:class|struct|union|enum(?:\s+(?:class|struct))?)\s+)((?:[A-Z][A-Z0-9_]+(?:\s*\([^()\n]*\))?\s+)+)(?=(?!final\b)(?:\w+::)*[A-Za-z_]\w*(?:\s*<[^<>{};]*>)?(?:\s+final)?\s*(?:\{|:(?!:|\s*\d)))/g;

/** A macro, with or without arguments, that ends its line. */
const ENDS_LINE =
  /(?<!\w)[A-Z][A-Z0-9_]{2,}(?:[ \t]*\((?:[^()\n]|\([^()\n]*\))*\))?(?=[ \t]*(?:\/[/*].*)?\r?$)/gm;

/** Behind it something other than a statement begins, or goes on. */
const GOES_ON = /^(?:\/\/.*|\/\*.*\*\/|\s)*(?:[-{}=.,;)(\]|&?<>+:]|$)/;
const FAR = 400;

/**
 * A source with the macros that a grammar cannot know blanked out, where they stand in the place of nothing: before the name
 * of a class, and alone where a statement could begin (`Q_OBJECT`). It keeps its length and its lines.
 */
export function withoutMacros(source: string): string {
  const named = source.replace(BEFORE_NAME, (_, key: string, macros: string) => key + filled(macros));
  let blanked = 0;
  return named.replace(ENDS_LINE, (macro, at: number) => {
    const isFree = named.slice(blanked, at).trim() === '' || beginsStatement(named, at);
    if (!isFree || GOES_ON.test(named.slice(at + macro.length, at + macro.length + FAR))) return macro;
    blanked = at + macro.length;
    return filled(macro);
  });
}

/** Whether what is before a place ends a statement, opens a block, or is a comment or a directive above. */
function beginsStatement(source: string, at: number): boolean {
  const text = source.slice(Math.max(0, at - FAR), at);
  const before = text.trimEnd();
  if (before === '' || /[{};:]$|\*\/$/.test(before)) return true;
  const isAbove = text.includes('\n', before.length);
  return isAbove && /^\s*#|\/\//.test(before.slice(before.lastIndexOf('\n') + 1));
}

function filled(text: string): string {
  return text.replace(/[^\n]/g, FILL);
}
