import { JinjaFault } from '../fault.ts';
import type { Macro as MacroNode } from '../syntax/ast.ts';
import { readsName } from '../syntax/check.ts';
import { PyDict } from '../values/dict.ts';
import { type Arguments, PyObject, PyTuple, Undefined, type Value } from '../values/value.ts';

/** Runs the body of a macro with these names set; missing ones get their default. */
export type RunBody = (names: ReadonlyMap<string, Value | undefined>) => Value;

/** A macro, or the body of a `call` block. */
export class Macro extends PyObject {
  readonly typeName = 'Macro';
  readonly #node: MacroNode;
  readonly #parameters: readonly string[];
  readonly #run: RunBody;
  readonly #reads: ReadonlySet<string>;

  constructor(node: MacroNode, run: RunBody) {
    super();
    this.#node = node;
    this.#parameters = node.parameters.map(({ name }) => name);
    this.#run = run;
    this.#reads = new Set(['caller', 'kwargs', 'varargs'].filter((name) => readsName(node.body, name)));
  }

  override attribute(name: string): Value | undefined {
    if (name === 'name') return this.#node.name ?? null;
    if (name === 'arguments') return new PyTuple(this.#parameters);
    if (name === 'caller' || name === 'catch_kwargs' || name === 'catch_varargs') {
      return this.#reads.has(name.replace('catch_', ''));
    }
    return undefined;
  }

  override print(show: (value: Value) => string): string {
    return `<Macro ${this.#node.name === undefined ? 'anonymous' : show(this.#node.name)}>`;
  }

  override invoke({ args, kwargs }: Arguments): Value {
    const parameters = this.#parameters;
    const rest = new Map(kwargs);
    const names = new Map<string, Value | undefined>();
    for (const [index, name] of parameters.entries()) {
      names.set(name, index < args.length ? args[index] : rest.get(name));
      if (index >= args.length) rest.delete(name);
    }
    if (this.#takes('caller')) {
      names.set('caller', rest.get('caller') ?? new Undefined('there is no caller'));
      rest.delete('caller');
    }
    if (this.#takes('kwargs')) names.set('kwargs', PyDict.from(rest));
    else if (rest.size > 0) throw this.#fault(`takes no keyword argument '${[...rest.keys()][0]}'`);
    if (this.#takes('varargs')) names.set('varargs', new PyTuple(args.slice(parameters.length)));
    else if (args.length > parameters.length)
      throw this.#fault(`takes at most ${parameters.length} arguments`);
    return this.#run(names);
  }

  #takes(name: string): boolean {
    return this.#reads.has(name) && !this.#parameters.includes(name);
  }

  #fault(reason: string): JinjaFault {
    return new JinjaFault(`the macro '${this.#node.name ?? 'caller'}' ${reason}`);
  }
}
