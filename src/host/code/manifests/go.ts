import type { Declaration } from './read-manifest.ts';

/** `go.mod`: the path of its module. */
export function readGoMod(text: string): Declaration | null {
  const name = /^[ \t]*module[ \t]+(\S+)/m.exec(withoutComments(text))?.[1];
  return name === undefined ? null : { kind: 'go', name: unquoted(name), members: [] };
}

/** `go.work`: the folders that it uses, one a line or in a block. */
export function readGoWork(text: string): Declaration {
  const members: string[] = [];
  let inBlock = false;
  for (const line of withoutComments(text).split('\n')) {
    const text = line.trim();
    const used = inBlock ? text : /^use\s+([^\s(].*)$/.exec(text)?.[1];
    if (text === ')') inBlock = false;
    else if (/^use\s*\($/.test(text)) inBlock = true;
    else if (used) members.push(unquoted(used));
  }
  return { kind: 'go', name: null, members };
}

function withoutComments(text: string): string {
  return text.replace(/(^|\s)\/\/.*$/gm, '$1');
}

function unquoted(text: string): string {
  return text.replace(/^(["`])(.*)\1$/, '$2');
}
