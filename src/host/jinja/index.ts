import type { JsonObject } from '../../core/json.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { RenderFault, TemplateRenderer } from '../../ports/template-renderer.ts';
import { Budget } from './budget.ts';
import { JinjaFault } from './fault.ts';
import { FILTERS } from './filters/index.ts';
import { Executor } from './run/execute.ts';
import { globalsFor } from './run/globals.ts';
import { Variables } from './run/variables.ts';
import type { Runtime } from './runtime.ts';
import type { Statement } from './syntax/ast.ts';
import { checkTemplate } from './syntax/check.ts';
import { parseTemplate } from './syntax/statement-parser.ts';
import { TESTS } from './tests.ts';
import { textOf } from './values/kind.ts';

const MAX_SOURCE = 256 * 1024;

/** Renders Jinja2 by walking its syntax tree with Python's values; no text of a template ever becomes code. */
export function createJinjaRenderer(): TemplateRenderer {
  return {
    check: (source) => guarded(() => void read(source)),
    render: (source, variables) => guarded(() => renderTemplate(read(source), variables)),
  };
}

function read(source: string): Statement[] {
  if (source.length > MAX_SOURCE) throw new JinjaFault(`is longer than ${MAX_SOURCE} characters`);
  const template = parseTemplate(source);
  checkTemplate(template, KNOWN);
  return template;
}

const KNOWN = {
  hasFilter: (name: string): boolean => FILTERS.has(name),
  hasTest: (name: string): boolean => TESTS.has(name),
};

function renderTemplate(template: readonly Statement[], json: JsonObject): string {
  const runtime: Runtime = {
    ...KNOWN,
    budget: new Budget(),
    callFilter: (name, value, call) => {
      runtime.budget.read(textOf(value));
      return known(FILTERS, 'filter', name)(runtime, value, call);
    },
    callTest: (name, value, call) => {
      runtime.budget.read(textOf(value));
      return known(TESTS, 'test', name)(runtime, value, call);
    },
  };
  const variables = new Variables(json, globalsFor(runtime), runtime.budget);
  return new Executor(runtime, template, variables).render();
}

function known<Kind>(table: ReadonlyMap<string, Kind>, kind: string, name: string): Kind {
  const found = table.get(name);
  if (!found) throw new JinjaFault(`unknown ${kind} '${name}'`);
  return found;
}

function guarded<Value>(work: () => Value): Result<Value, RenderFault> {
  try {
    return ok(work());
  } catch (fault) {
    if (fault instanceof JinjaFault) return err({ line: fault.line, reason: fault.message });
    // What a template nests at run time can be deeper than any count of its parts shows.
    if (fault instanceof RangeError)
      return err({ line: null, reason: 'is nested too deeply or grows too large' });
    throw fault;
  }
}
