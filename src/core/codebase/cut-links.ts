import type { ModuleLinks } from './imports.ts';
import type { Module } from './module.ts';

/** A link that closes a ring: the first module imports the other, and is imported by it in turn. */
export interface CutLink {
  readonly from: Module;
  readonly to: Module;
}

/** Links without rings. */
export interface RinglessLinks {
  /** The modules, each behind all that it imports. */
  readonly order: readonly Module[];
  readonly links: ReadonlyMap<Module, readonly Module[]>;
  readonly cut: readonly CutLink[];
}

/**
 * Cuts the links that close rings. The walk begins at modules that import more than they are imported, and follows what more
 * files import first, so that of a ring it is the odd link back that goes. The same links give the same cuts. Linear, but for
 * sorting; with a stack of its own, so that a chain of any length cannot overflow.
 */
export function cutLinks(links: ModuleLinks): RinglessLinks {
  const order: Module[] = [];
  const kept = new Map<Module, Module[]>();
  const cut: CutLink[] = [];
  const open = new Set<Module>();
  const stack: { readonly module: Module; readonly ahead: Iterator<Module> }[] = [];
  const enter = (module: Module) => {
    open.add(module);
    kept.set(module, []);
    stack.push({ module, ahead: heaviestFirst(links.get(module) ?? new Map())[Symbol.iterator]() });
  };
  for (const start of importersFirst(links)) {
    if (!kept.has(start)) enter(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { value: next, done } = top.ahead.next();
      if (done) {
        order.push(top.module);
        open.delete(top.module);
        stack.pop();
      } else if (open.has(next)) {
        cut.push({ from: top.module, to: next });
      } else {
        kept.get(top.module)!.push(next);
        if (!kept.has(next)) enter(next);
      }
    }
  }
  return { order, links: kept, cut };
}

function heaviestFirst(linked: ReadonlyMap<Module, number>): readonly Module[] {
  return [...linked].sort(([a, m], [b, n]) => n - m || byPath(a, b)).map(([module]) => module);
}

function importersFirst(links: ModuleLinks): readonly Module[] {
  const balance = new Map([...links.keys()].map((module) => [module, 0]));
  for (const [module, linked] of links) {
    for (const [other, files] of linked) {
      balance.set(module, balance.get(module)! + files);
      balance.set(other, (balance.get(other) ?? 0) - files);
    }
  }
  return [...balance].sort(([a, m], [b, n]) => n - m || byPath(a, b)).map(([module]) => module);
}

function byPath(a: Module, b: Module): number {
  return a.path < b.path ? -1 : 1;
}
