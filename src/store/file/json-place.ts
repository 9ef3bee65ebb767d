/** A text, a bracket or comma, or a word of JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]|[^\s"[\]{},:]+/g;

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/**
 * The 1-based lines on which the items of a list start, in a text that is a JSON object with that list at its top,
 * however it is laid out. Reads the text once.
 */
export function itemLines(text: string, list: string): readonly number[] {
  const lines: number[] = [];
  let depth = 0;
  let key = '';
  let awaits = false;
  let line = 1;
  let newline = text.indexOf('\n');
  for (const { 0: token, index: offset } of text.matchAll(TOKEN)) {
    if (awaits && token !== ']') {
      awaits = false;
      for (; newline >= 0 && newline < offset; newline = text.indexOf('\n', newline + 1)) line++;
      lines.push(line);
    }
    if (token === '[' || token === '{') {
      depth++;
      awaits = depth === 2 && token === '[' && key === list;
      if (depth === 2 && !awaits) key = '';
    } else if (token === ']' || token === '}') {
      depth--;
      if (depth === 1) key = '';
    } else if (depth === 1 && token.startsWith('"')) key = JSON.parse(token) as string;
    else if (depth === 2 && token === ',' && key === list) awaits = true;
  }
  return lines;
}
