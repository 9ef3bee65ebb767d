/** A file says at its top that it is generated, or nowhere. */
const HEAD_BYTES = 2048;

const LONGEST_AVERAGE_LINE = 500;
const LONGEST_FIRST_LINE = 5000;
const LINE_FEED = 10;

/** What generators write; mostly at the start of the line, for elsewhere a comment may speak of it. */
const SAYINGS = [
  /^@generated\b/,
  /^<auto-?generated\b/i,
  /^(?:code |file )?(?:auto(?:matically)?[- ]?)?generated\b.*\bdo not (?:edit|modify|change)\b/i,
  /^(?:auto-?|automatically )generated (?:by|from|file|code)\b/i,
  /^(?:warning:? *)?this (?:file|code|class|module) (?:is|was|has been) (?:auto-?|automatically |@)+ ?generated\b/i,
  /^(?:warning:? *)?this (?:file|code|class|module) (?:is|was|has been) generated\b.*\bdo not (?:edit|modify|change)\b/i,
];

const MARKER = /^(?:\/\/|\/\*|\*|#|--|<!--)/;

/** Whether a source file says in a comment of its first 2 KiB that a program wrote it. */
export function isGenerated(bytes: Buffer): boolean {
  const lines = bytes.toString('utf8', 0, HEAD_BYTES).split(/\r?\n/);
  let inBlock = false;
  for (const line of lines) {
    const text = line.trim();
    const isComment = inBlock || MARKER.test(text);
    if (isComment) {
      const said = text.replace(/^[^\w<@]+/, '').replace(/^!--\s*/, '');
      if (SAYINGS.some((saying) => saying.test(said))) return true;
      inBlock = (inBlock || text.startsWith('/*')) && !text.includes('*/');
    }
  }
  return false;
}

/** Whether a source file has lines as no person writes them. */
export function isMinified(bytes: Buffer): boolean {
  const first = bytes.indexOf(LINE_FEED);
  if ((first < 0 ? bytes.length : first) > LONGEST_FIRST_LINE) return true;
  if (bytes.length <= LONGEST_AVERAGE_LINE) return false;
  const enough = Math.ceil(bytes.length / LONGEST_AVERAGE_LINE);
  let lines = bytes.at(-1) === LINE_FEED ? 0 : 1;
  for (let at = first; at >= 0 && lines < enough; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  return lines < enough;
}
