const MOST_ALTERNATIVES = 64;

/**
 * Tells which folders the members of a workspace mean: `*` and `?` within a name, `**` for any number of folders,
 * `{a,b}`, and `!` for what is left out, wherever it stands. Quick for many members and many folders.
 */
export function memberMatcher(members: readonly string[]): (folder: string) => boolean {
  const wanted = folderSet(members.filter((member) => !member.startsWith('!')));
  const unwanted = folderSet(members.flatMap((member) => (member.startsWith('!') ? member.slice(1) : [])));
  return (folder) => wanted(folder) && !unwanted(folder);
}

function folderSet(patterns: readonly string[]): (folder: string) => boolean {
  const exact = new Set<string>();
  const wild: string[][] = [];
  for (const pattern of patterns.flatMap(alternatives)) {
    const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
    if (/[*?]/.test(pattern)) wild.push(parts);
    else exact.add(parts.join('/') || '.');
  }
  return (folder) =>
    exact.has(folder) || (wild.length > 0 && fitsOne(wild, folder === '.' ? [] : folder.split('/')));
}

function fitsOne(patterns: readonly (readonly string[])[], parts: readonly string[]): boolean {
  return patterns.some((pattern) =>
    fits(pattern, parts, '**', (part, name) => fits(part, name, '*', isLetter)),
  );
}

function isLetter(wanted: string, letter: string): boolean {
  return wanted === '?' || wanted === letter;
}

/** Whether a row fits a pattern in which `any` stands for any run. Goes back to the last `any` only: never exponential. */
function fits(
  pattern: ArrayLike<string>,
  row: ArrayLike<string>,
  any: string,
  isAlike: (wanted: string, one: string) => boolean,
): boolean {
  let p = 0;
  let r = 0;
  let anyAt = -1;
  let runEnd = 0;
  while (r < row.length) {
    if (p < pattern.length && pattern[p] === any) {
      anyAt = p++;
      runEnd = r;
    } else if (p < pattern.length && isAlike(pattern[p]!, row[r]!)) {
      p++;
      r++;
    } else if (anyAt >= 0) {
      p = anyAt + 1;
      r = ++runEnd;
    } else {
      return false;
    }
  }
  while (p < pattern.length && pattern[p] === any) p++;
  return p === pattern.length;
}

/** A pattern for each choice of its braces. */
function alternatives(pattern: string): readonly string[] {
  let open = [pattern];
  for (let round = 0; round < MOST_ALTERNATIVES && open.length < MOST_ALTERNATIVES; round++) {
    const next = open.flatMap(chooseFirst);
    if (next.length === open.length && next.every((one, i) => one === open[i])) break;
    open = next.slice(0, MOST_ALTERNATIVES);
  }
  return open;
}

function chooseFirst(pattern: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (!braces) return [pattern];
  const after = pattern.slice(braces.index + braces[0].length);
  return braces[1]!.split(',').map((choice) => pattern.slice(0, braces.index) + choice + after);
}
