import type { Failure } from '../core/failure.ts';
import type { Lifecycles } from '../core/graph/seed.ts';
import type { Result } from '../core/result.ts';
import type { Template } from '../core/template/template.ts';

export interface TemplateInfo {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly origin: 'builtin' | 'project';
  /** False for a file that cannot be used; what is known of it then is its name. */
  readonly valid: boolean;
  readonly states: readonly string[];
}

/** One thing that is wrong with a template file. */
export interface TemplateFinding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** 1-based; null when it is about the whole file. */
  readonly line: number | null;
}

/** The templates of a project: its own files first, then those that ship with lra, in the project's language. */
export interface Templates {
  /** The states of a template; undefined when it is not there or its file is wrong (a fault in its brief aside). */
  readonly lifecycles: Lifecycles;
  /** Failures: template_not_found (with the nearest names), invalid_template (file, line, reason). */
  get(name: string): Promise<Result<Template, Failure>>;
  names(): readonly string[];
  list(): Promise<Result<readonly TemplateInfo[], Failure>>;
  /** The YAML text of a template. */
  source(name: string): Promise<Result<{ readonly text: string; readonly path: string | null }, Failure>>;
  /** Writes a new file, never over another. Failures: template_exists, template_not_found, usage (a bad name). */
  create(name: string, from: string): Promise<Result<{ readonly path: string }, Failure>>;
  /** Deletes a project's template file. */
  remove(name: string): Promise<Result<{ readonly path: string }, Failure>>;
  /** Everything wrong with a template file; an empty list when it is sound. */
  validate(
    name: string,
  ): Promise<
    Result<{ readonly path: string | null; readonly findings: readonly TemplateFinding[] }, Failure>
  >;
}
