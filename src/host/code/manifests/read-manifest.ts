import type { Manifest } from '../../../core/codebase/manifest.ts';

/** What a manifest says, wherever it lies. */
export type Declaration = Omit<Manifest, 'path'>;

/** Takes what a manifest says from its text; null when that declares nothing. Throws when it is malformed. */
type Reader = (text: string) => Declaration | null | Promise<Declaration | null>;

const READERS: { readonly [name: string]: () => Promise<Reader> } = {
  'package.json': async () => (await import('./npm.ts')).readPackageJson,
  'pnpm-workspace.yaml': async () => (await import('./npm.ts')).readPnpmWorkspace,
  'Cargo.toml': async () => (await import('./cargo.ts')).readCargoToml,
  'go.mod': async () => (await import('./go.ts')).readGoMod,
  'go.work': async () => (await import('./go.ts')).readGoWork,
  'pom.xml': async () => (await import('./maven.ts')).readPom,
  'pyproject.toml': async () => (await import('./python.ts')).readPyproject,
  'setup.cfg': async () => (await import('./python.ts')).readSetupCfg,
  'setup.py': async () => (await import('./python.ts')).readSetupPy,
};

/** Whether a path is that of a manifest that is understood. */
export function isManifest(path: string): boolean {
  return Object.hasOwn(READERS, nameOf(path));
}

/** What a manifest declares, by its name and its text; null when that is nothing, or it is malformed. */
export async function readManifest(path: string, text: string): Promise<Declaration | null> {
  const reader = await READERS[nameOf(path)]!();
  try {
    return await reader(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
