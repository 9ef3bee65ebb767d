import { JinjaFault } from '../fault.ts';
import type { Statement } from './ast.ts';
import { childrenOf, type Node, walk } from './walk.ts';

const SCOPES = new Set(['for', 'with', 'macro', 'call-block', 'block', 'set-block', 'filter-block']);

/** The names that filters and tests may have. */
export interface KnownNames {
  hasFilter(name: string): boolean;
  hasTest(name: string): boolean;
}

/** Finds what Jinja2 refuses when it compiles a template that it could parse. */
export function checkTemplate(template: readonly Statement[], known: KnownNames): void {
  refuseUnknownNames(template, known);
  const blocks = new Set<string>();
  for (const node of walk(template)) {
    if (node.type === 'block') {
      if (blocks.has(node.name)) throw new JinjaFault(`the block '${node.name}' is there twice`, node.line);
      blocks.add(node.name);
      refuseName([node], 'super', 'blocks have no parent here');
    }
    if (node.type === 'for') refuseLoopTarget(node);
    if (node.type === 'macro' || node.type === 'call-block') refuseCallerParameter(node);
  }
  refuseName(template, 'self', "'self' is not supported");
}

/** Directly below a condition Jinja2 asks for a filter or test only when it is used, so that `is filter` can guard it. */
function refuseUnknownNames(template: readonly Statement[], known: KnownNames): void {
  const waiting: { node: Node; guarded: boolean }[] = [...template]
    .reverse()
    .map((node) => ({ node, guarded: false }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, guarded } = next;
    if (node.type === 'filter' && !guarded && !known.hasFilter(node.name)) throw unknown('filter', node);
    if (node.type === 'test' && !guarded && !known.hasTest(node.name)) throw unknown('test', node);
    const below = node.type === 'if' || node.type === 'condition' || (guarded && !SCOPES.has(node.type));
    waiting.push(
      ...childrenOf(node)
        .reverse()
        .map((child) => ({ node: child, guarded: below })),
    );
  }
}

function unknown(kind: string, node: { readonly name: string; readonly line: number }): JinjaFault {
  return new JinjaFault(`unknown ${kind} '${node.name}'`, node.line);
}

function refuseName(roots: readonly Node[], name: string, reason: string): void {
  for (const node of walk(roots)) {
    if (node.type === 'name' && node.name === name) throw new JinjaFault(reason, node.line);
  }
}

function refuseLoopTarget(loop: Node): void {
  for (const node of walk([loop])) {
    const isLoop = node.type === 'target-name' && node.name === 'loop';
    if (isLoop) throw new JinjaFault("'loop' cannot be assigned to in a loop", node.line);
  }
}

function refuseCallerParameter(macro: Extract<Node, { type: 'macro' | 'call-block' }>): void {
  const caller = macro.parameters.find((parameter) => parameter.name === 'caller');
  if (caller && !caller.fallback && readsName(macro.body, 'caller')) {
    throw new JinjaFault("a parameter 'caller' needs a default", macro.line);
  }
}

/** Says whether statements read a name before they assign it; blocks inside are apart. */
export function readsName(body: readonly Statement[], name: string): boolean {
  for (const node of walk(body, (inner) => inner.type !== 'block')) {
    if (node.type === 'name' && node.name === name) return true;
    if (node.type === 'target-name' && node.name === name) return false;
  }
  return false;
}
