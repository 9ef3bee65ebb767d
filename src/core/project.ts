/** A project's identity, from `config.json`. */
export interface ProjectInfo {
  readonly name: string;
  readonly project_id: string;
  /** UTC, ISO 8601. */
  readonly created_at: string;
  readonly schema_version: number;
}

export const SCHEMA_VERSION = 1;
