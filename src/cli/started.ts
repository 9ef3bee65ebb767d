/** What the process was started with. */
export interface Started {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The command line that starts lra anew. */
  readonly self: readonly string[];
}
