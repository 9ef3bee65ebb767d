/**
 * The line (1-based) at which a text stops being JSON, or null when it is JSON. The messages of `JSON.parse` do not
 * always say where, so the longest beginning that could still be completed is searched for by halving.
 */
export function jsonFaultLine(text: string): number | null {
  if (!faultOf(text)) return null;
  let sound = 0;
  let broken = text.length + 1;
  while (broken - sound > 1) {
    const middle = (sound + broken) >>> 1;
    if (canGoOn(text.slice(0, middle))) sound = middle;
    else broken = middle;
  }
  const before = text.slice(0, sound);
  return (sound === text.length ? before.trimEnd() : before).split('\n').length;
}

function canGoOn(beginning: string): boolean {
  const fault = faultOf(beginning);
  if (!fault) return true;
  const position = /at position (\d+)/.exec(fault.message);
  return position
    ? Number(position[1]) >= beginning.length
    : /Unexpected end|Unterminated/.test(fault.message);
}

function faultOf(text: string): SyntaxError | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error as SyntaxError;
  }
}
