import type { Declaration } from './read-manifest.ts';
import { nameIn, tableOf, textsIn } from './values.ts';

const DEPENDENCIES = ['dependencies', 'dev-dependencies', 'build-dependencies'];

/**
 * `Cargo.toml`: the name of its package, and the members of its workspace without those that it excludes. Packages that it
 * depends on by their path are members as well; without a workspace, those below its own folder.
 */
export async function readCargoToml(text: string): Promise<Declaration | null> {
  const { parse } = await import('smol-toml');
  const manifest = tableOf(parse(text));
  const { package: crate, workspace } = manifest;
  if (crate === undefined && workspace === undefined) return null;
  const { members, exclude } = tableOf(workspace);
  const paths = pathsIn(manifest);
  return {
    kind: 'cargo',
    name: nameIn(tableOf(crate).name),
    members: [
      ...textsIn(members),
      ...paths.filter((path) => workspace !== undefined || !path.startsWith('..')),
      ...textsIn(exclude).map((folder) => `!${folder}`),
    ],
  };
}

/** The paths of the packages that a table depends on, on some targets or on all. */
function pathsIn(manifest: ReturnType<typeof tableOf>): string[] {
  const tables = [manifest, tableOf(manifest.workspace), ...Object.values(tableOf(manifest.target))].map(
    tableOf,
  );
  const needs = tables.flatMap((table) =>
    DEPENDENCIES.flatMap((kind) => Object.values(tableOf(table[kind]))),
  );
  return needs.flatMap((need) => nameIn(tableOf(need).path) ?? []);
}
