import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import type { Block, Call, For, Macro as MacroNode, Statement, Target, With } from '../syntax/ast.ts';
import { type HiddenNames, hiddenNames } from '../syntax/frames.ts';
import { iterate, truthy } from '../values/iterate.ts';
import { str } from '../values/repr.ts';
import { PyIterator, PyTuple, Undefined, type Value } from '../values/value.ts';
import { Evaluator } from './evaluate.ts';
import { Loop } from './loop.ts';
import { Macro } from './macro.ts';
import { Namespace } from './namespace.ts';
import { type Names, Scope } from './scope.ts';
import { TextBuffer } from './text-buffer.ts';

const CALL_DEPTH = 3;
const NOTHING_HIDDEN: ReadonlySet<string> = new Set();

/** Carries out statements and collects what they print. */
export class Executor {
  readonly #runtime: Runtime;
  readonly #top: Scope;
  /** Where a block looks its names up: those of the template, or all around the block that it is in. */
  #context: Names;
  readonly #template: readonly Statement[];
  readonly #hidden: HiddenNames;
  readonly #evaluator: Evaluator;

  constructor(runtime: Runtime, template: readonly Statement[], variables: Names) {
    this.#runtime = runtime;
    this.#template = template;
    this.#hidden = hiddenNames(template);
    this.#top = this.#inside(variables, template);
    this.#context = { get: (name) => this.#top.get(name, true) };
    this.#evaluator = new Evaluator(runtime);
  }

  /** Renders the whole template. */
  render(): string {
    return this.#text(this.#template, this.#top);
  }

  #inside(outer: Names, body: readonly Statement[]): Scope {
    return new Scope(outer, this.#hidden.get(body) ?? NOTHING_HIDDEN);
  }

  #text(body: readonly Statement[], scope: Scope): string {
    const { budget } = this.#runtime;
    const out = new TextBuffer(budget);
    // What is called or buffered takes far more of the machine's stack than an expression.
    budget.enter(CALL_DEPTH);
    this.#run(body, scope, out);
    budget.leave(CALL_DEPTH);
    return out.text();
  }

  #run(body: readonly Statement[], scope: Scope, out: TextBuffer): void {
    const { budget } = this.#runtime;
    budget.enter();
    for (const statement of body) {
      budget.step();
      try {
        this.#statement(statement, scope, out);
      } catch (fault) {
        if (fault instanceof JinjaFault) fault.line ??= statement.line;
        throw fault;
      }
    }
    budget.leave();
  }

  #statement(node: Statement, scope: Scope, out: TextBuffer): void {
    switch (node.type) {
      case 'text':
        out.write(node.text);
        break;
      case 'print':
        out.write(str(this.#evaluator.evaluate(node.value, scope), this.#runtime.budget));
        break;
      case 'group':
        this.#run(node.body, scope, out);
        break;
      case 'if': {
        const branch = node.branches.find(({ test }) => truthy(this.#evaluator.evaluate(test, scope)));
        this.#run(branch ? branch.body : node.otherwise, scope, out);
        break;
      }
      case 'for':
        this.#loop(node, this.#evaluator.evaluate(node.items, scope), scope, out, 0);
        break;
      case 'set':
        this.#assign(node.target, this.#evaluator.evaluate(node.value, scope), scope);
        break;
      case 'set-block': {
        const text = this.#text(node.body, this.#inside(scope, node.body));
        const value = node.filter ? this.#evaluator.filtered(node.filter, scope, text) : text;
        this.#assign(node.target, value, scope);
        break;
      }
      case 'with':
        this.#with(node, scope, out);
        break;
      case 'filter-block': {
        const text = this.#text(node.body, this.#inside(scope, node.body));
        out.write(str(this.#evaluator.filtered(node.filter, scope, text), this.#runtime.budget));
        break;
      }
      case 'macro':
        scope.set(node.name ?? '', this.#macro(node, scope));
        break;
      case 'call-statement':
        this.#callBlock(node.call, node.caller, scope, out);
        break;
      case 'block':
        this.#block(node, scope, out);
        break;
    }
  }

  #loop(node: For, items: Value, scope: Scope, out: TextBuffer, depth0: number): void {
    const { budget } = this.#runtime;
    const chosen = node.test ? new PyIterator(this.#chosen(node, items, scope)) : items;
    const recurse = (inner: Value, depth: number): string => {
      const text = new TextBuffer(budget);
      budget.enter(CALL_DEPTH);
      this.#loop(node, inner, scope, text, depth);
      budget.leave(CALL_DEPTH);
      return text.text();
    };
    const loop = new Loop(chosen, budget, depth0, node.recursive ? recurse : undefined);
    let ran = false;
    for (let item = loop.advance(); item !== undefined; item = loop.advance()) {
      ran = true;
      const inner = this.#inside(scope, node.body);
      inner.set('loop', loop);
      this.#assign(node.target, item, inner);
      this.#run(node.body, inner, out);
    }
    if (!ran) this.#run(node.otherwise, this.#inside(scope, node.otherwise), out);
  }

  *#chosen(node: For, items: Value, scope: Scope): Generator<Value> {
    for (const item of iterate(items, this.#runtime.budget)) {
      const inner = new Scope(scope, NOTHING_HIDDEN);
      const taken = this.#assign(node.target, item, inner);
      if (!node.test || truthy(this.#evaluator.evaluate(node.test, inner))) yield taken;
    }
  }

  /** Sets the names of a target, and gives the value back as they took it: several ones as a tuple. */
  #assign(target: Target, value: Value, scope: Scope): Value {
    if (target.type === 'target-tuple') return this.#unpack(target, value, scope);
    if (target.type === 'target-name') scope.set(target.name, value);
    else this.#setField(target, value, scope);
    return value;
  }

  #setField(target: Target & { type: 'target-field' }, value: Value, scope: Scope): void {
    const namespace = scope.get(target.name);
    if (!(namespace instanceof Namespace))
      throw new JinjaFault(`'${target.name}' is no namespace`, target.line);
    namespace.set(target.field, value);
  }

  #unpack({ items, line }: Target & { type: 'target-tuple' }, value: Value, scope: Scope): PyTuple {
    const values = [...iterate(value, this.#runtime.budget)];
    if (values.length !== items.length) {
      throw new JinjaFault(`${items.length} names cannot take ${values.length} values`, line);
    }
    return new PyTuple(items.map((item, index) => this.#assign(item, values[index]!, scope)));
  }

  #with(node: With, scope: Scope, out: TextBuffer): void {
    const inner = this.#inside(scope, node.body);
    for (const [index, target] of node.targets.entries()) {
      this.#assign(target, this.#evaluator.evaluate(node.values[index]!, scope), inner);
    }
    this.#run(node.body, inner, out);
  }

  #macro(node: MacroNode, scope: Scope): Macro {
    return new Macro(node, (names) => {
      const inner = this.#inside(scope, node.body);
      for (const [name, value] of names) if (value !== undefined) inner.set(name, value);
      for (const { name, fallback } of node.parameters) {
        if (names.get(name) !== undefined) continue;
        const missing = (): Value => new Undefined(`the parameter '${name}' was not given`);
        inner.set(name, fallback ? this.#evaluator.evaluate(fallback, inner) : missing());
      }
      return this.#text(node.body, inner);
    });
  }

  #callBlock(node: Call, caller: MacroNode, scope: Scope, out: TextBuffer): void {
    const callee = this.#evaluator.evaluate(node.callee, scope);
    const result = this.#evaluator.call(callee, node.call, scope, [['caller', this.#macro(caller, scope)]]);
    out.write(str(result, this.#runtime.budget));
  }

  #block(node: Block, scope: Scope, out: TextBuffer): void {
    if (node.required) throw new JinjaFault(`the block '${node.name}' is required, and nothing fills it`);
    const around = this.#context;
    this.#context = node.scoped ? { get: (name) => scope.get(name, true) } : around;
    this.#run(node.body, this.#inside(this.#context, node.body), out);
    this.#context = around;
  }
}
