import type { Declaration } from './read-manifest.ts';
import { nameIn, tableOf, textsIn } from './values.ts';

/** `Cargo.toml`: the name of its package, and the members of its workspace without those that it excludes. */
export async function readCargoToml(text: string): Promise<Declaration | null> {
  const { parse } = await import('smol-toml');
  const { package: crate, workspace } = tableOf(parse(text));
  if (crate === undefined && workspace === undefined) return null;
  const { members, exclude } = tableOf(workspace);
  return {
    kind: 'cargo',
    name: nameIn(tableOf(crate).name),
    members: [...textsIn(members), ...textsIn(exclude).map((folder) => `!${folder}`)],
  };
}
