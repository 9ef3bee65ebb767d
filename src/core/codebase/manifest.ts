/** A package, or a workspace of packages, that a file of its build tool declares. */
export interface Manifest {
  readonly kind: 'npm' | 'pnpm' | 'cargo' | 'go' | 'maven' | 'python';
  /** The manifest itself, relative to the root: `packages/core/package.json`. */
  readonly path: string;
  /** What it calls the package; null when it declares none (`go.work`, `pnpm-workspace.yaml`). */
  readonly name: string | null;
  /** The folders of a workspace's packages, relative to the manifest's own, as it writes them (`packages/*`, `!old`); else empty. */
  readonly members: readonly string[];
}
