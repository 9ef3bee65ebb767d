import { contextFor } from '../../../src/app/build-context.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { textFormat } from '../../../src/cli/render/context.ts';
import type { BuiltContext } from '../../../src/core/context/build.ts';
import { type ContextDocument, SECTIONS, type Section } from '../../../src/core/context/document.ts';
import { value } from '../lease/support.ts';
import { expectedTokens } from '../tokens/counter.ts';

/** What o200k_base counts. */
export const tokens = expectedTokens;

/** The same project, with the counter that the budget is promised by. */
export function counted<D extends Deps>(deps: D): D {
  return { ...deps, tokens: async () => ({ count: tokens }) };
}

export type Asked = Parameters<typeof contextFor>[1];

/** The answer as `--json` prints it. */
export async function ask(deps: Deps, asked: Asked = {}): Promise<BuiltContext> {
  return value(await contextFor(counted(deps), asked));
}

/** The answer as it is printed without `--json`, on a pipe. */
export function askText(deps: Deps, asked: Asked = {}): Promise<BuiltContext> {
  const style = { ...styleFor(false, Number.POSITIVE_INFINITY), now: deps.clock.now() };
  return ask(deps, { ...asked, format: textFormat(style) });
}

export async function document(deps: Deps, asked: Asked = {}): Promise<ContextDocument> {
  return (await ask(deps, asked)).document;
}

/** The ids in each section that has any. */
export function idsIn(answer: ContextDocument): { readonly [S in Section]?: readonly string[] } {
  const filled = SECTIONS.filter((section) => answer[section].length > 0);
  return Object.fromEntries(filled.map((section) => [section, answer[section].map(({ id }) => id)]));
}
