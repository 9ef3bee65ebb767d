/** A project's identity, from `config.json`. */
export interface ProjectInfo {
  readonly name: string;
  readonly project_id: string;
  readonly created_at: string;
  readonly schema_version: number;
}

export const SCHEMA_VERSION = 1;
