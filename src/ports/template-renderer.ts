import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';

/** Why a Jinja2 source could not be read or rendered; the line is 1-based within the source. */
export interface RenderFault {
  readonly line: number | null;
  readonly reason: string;
}

/** Renders the `structure` of a template as Jinja2 would print it, without running any code of the template's author. */
export interface TemplateRenderer {
  /** Reads the source without rendering it: syntax, unknown filters and tests. */
  check(source: string): Result<void, RenderFault>;
  /** Renders with these top-level names. Bounded in steps and in output; the same input gives the same text. */
  render(source: string, variables: JsonObject): Result<string, RenderFault>;
}
