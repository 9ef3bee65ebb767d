import type { Declaration } from './read-manifest.ts';
import { nameIn, tableOf, textsIn } from './values.ts';

/** `package.json`: its name, and its workspaces in either form. */
export function readPackageJson(text: string): Declaration {
  const { name, workspaces } = tableOf(JSON.parse(text));
  const members = textsIn(Array.isArray(workspaces) ? workspaces : tableOf(workspaces).packages);
  return { kind: 'npm', name: nameIn(name), members };
}

/** `pnpm-workspace.yaml`: its packages. */
export async function readPnpmWorkspace(text: string): Promise<Declaration> {
  const { parse } = await import('yaml');
  // Aliases could name a small list a billion times.
  const document: unknown = parse(text, { maxAliasCount: 0, logLevel: 'error' });
  return { kind: 'pnpm', name: null, members: textsIn(tableOf(document).packages) };
}
