import { lookUpAttribute, lookUpItem } from '../attributes.ts';
import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import type { CallArguments, Compare, CompareOperator, Expression, Filter } from '../syntax/ast.ts';
import { walk } from '../syntax/walk.ts';
import { contains, equal, numberOf, ordered } from '../values/compare.ts';
import { PyDict } from '../values/dict.ts';
import { iterate, truthy } from '../values/iterate.ts';
import { refuseUndefined, textOf, typeName } from '../values/kind.ts';
import { binary, signed } from '../values/operators.ts';
import { str } from '../values/repr.ts';
import { slice } from '../values/slices.ts';
import { type Arguments, PyObject, PyTuple, Undefined, type Value } from '../values/value.ts';
import type { Scope } from './scope.ts';

/** Finds the values of expressions. */
export class Evaluator {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** The value of an expression; a fault in it gets the line of the innermost part that failed. */
  evaluate(node: Expression, scope: Scope): Value {
    const { budget } = this.#runtime;
    budget.step();
    budget.enter();
    try {
      return this.#value(node, scope);
    } catch (fault) {
      if (fault instanceof JinjaFault) fault.line ??= node.line;
      throw fault;
    } finally {
      budget.leave();
    }
  }

  /** The value of a filter; the innermost one of a block works on the text of that block. */
  filtered(node: Filter, scope: Scope, blockText: Value): Value {
    const { budget } = this.#runtime;
    budget.enter();
    const value = this.#filterInput(node.value, scope, blockText);
    budget.leave();
    return this.#runtime.callFilter(node.name, value, this.#arguments(node.call, scope));
  }

  #filterInput(node: Expression | undefined, scope: Scope, blockText: Value): Value {
    if (node === undefined) return blockText;
    return node.type === 'filter' ? this.filtered(node, scope, blockText) : this.evaluate(node, scope);
  }

  /** The result of a call, with more keyword arguments than those written. */
  call(callee: Value, written: CallArguments, scope: Scope, more: readonly [string, Value][] = []): Value {
    const call = this.#arguments(written, scope);
    if (!(callee instanceof PyObject) || !callee.invoke) {
      refuseUndefined(callee);
      throw new JinjaFault(`a ${typeName(callee)} cannot be called`);
    }
    return callee.invoke({ args: call.args, kwargs: new Map([...call.kwargs, ...more]) });
  }

  #value(node: Expression, scope: Scope): Value {
    const { budget } = this.#runtime;
    switch (node.type) {
      case 'constant':
        return node.value;
      case 'name': {
        const value = scope.get(node.name);
        return value === undefined ? new Undefined(`'${node.name}' is undefined`) : value;
      }
      case 'list':
        return this.#all(node.items, scope);
      case 'tuple':
        return new PyTuple(this.#all(node.items, scope));
      case 'dict':
        return PyDict.from(
          node.entries.map(([key, value]) => [this.evaluate(key, scope), this.evaluate(value, scope)]),
        );
      case 'attribute':
        return lookUpAttribute(this.#runtime, this.evaluate(node.value, scope), node.name);
      case 'item':
        return this.#item(this.evaluate(node.value, scope), node.key, scope);
      case 'slice':
        throw new JinjaFault('a slice can only stand alone in brackets');
      case 'call':
        return this.call(this.evaluate(node.callee, scope), node.call, scope);
      case 'filter':
        return this.filtered(node, scope, '');
      case 'test': {
        const value = this.evaluate(node.value, scope);
        return this.#runtime.callTest(node.name, value, this.#arguments(node.call, scope));
      }
      case 'not':
        return !truthy(this.evaluate(node.value, scope));
      case 'sign':
        return signed(node.operator, this.evaluate(node.value, scope));
      case 'logic': {
        const left = this.evaluate(node.left, scope);
        return truthy(left) === (node.operator === 'and') ? this.evaluate(node.right, scope) : left;
      }
      case 'binary': {
        const left = this.evaluate(node.left, scope);
        const right = this.evaluate(node.right, scope);
        if (node.operator === '**') refuseNegativeConstant(node, left);
        return binary(node.operator, left, right, budget);
      }
      case 'concat':
        return this.#concat(node.items, scope);
      case 'compare':
        return this.#compare(node, scope);
      case 'condition':
        if (truthy(this.evaluate(node.test, scope))) return this.evaluate(node.then, scope);
        if (node.otherwise) return this.evaluate(node.otherwise, scope);
        return new Undefined('the condition of an inline if was false, and it has no else');
    }
  }

  #all(nodes: readonly Expression[], scope: Scope): Value[] {
    return nodes.map((node) => this.evaluate(node, scope));
  }

  #item(value: Value, key: Expression, scope: Scope): Value {
    if (key.type !== 'slice') return lookUpItem(this.#runtime, value, this.evaluate(key, scope));
    const part = (node: Expression | undefined): Value => (node ? this.evaluate(node, scope) : null);
    return slice(value, [part(key.start), part(key.stop), part(key.step)], this.#runtime.budget);
  }

  #concat(nodes: readonly Expression[], scope: Scope): string {
    const { budget } = this.#runtime;
    const texts = this.#all(nodes, scope).map((value) => str(value, budget));
    budget.text(texts.reduce((sum, text) => sum + text.length, 0));
    return texts.join('');
  }

  #compare({ first, rest }: Compare, scope: Scope): boolean {
    let left = this.evaluate(first, scope);
    for (const { operator, value } of rest) {
      const right = this.evaluate(value, scope);
      if (!this.#holds(operator, left, right)) return false;
      left = right;
    }
    return true;
  }

  #holds(operator: CompareOperator, left: Value, right: Value): boolean {
    const { budget } = this.#runtime;
    switch (operator) {
      case '==':
        return equal(left, right, budget);
      case '!=':
        return !equal(left, right, budget);
      case 'in':
        return contains(right, left, budget);
      case 'not in':
        return !contains(right, left, budget);
      default:
        return ordered(operator, left, right, budget);
    }
  }

  #arguments(written: CallArguments, scope: Scope): Arguments {
    const args = this.#all(written.args, scope);
    const kwargs = new Map(written.kwargs.map(({ name, value }) => [name, this.evaluate(value, scope)]));
    if (written.spread) args.push(...iterate(this.evaluate(written.spread, scope), this.#runtime.budget));
    if (written.spreadNames) this.#spreadNames(this.evaluate(written.spreadNames, scope), kwargs);
    return { args, kwargs };
  }

  #spreadNames(names: Value, kwargs: Map<string, Value>): void {
    if (!(names instanceof PyDict)) throw new JinjaFault(`'**' requires a mapping, not ${typeName(names)}`);
    for (const [key, value] of names.entries()) {
      const name = textOf(key);
      if (name === undefined) throw new JinjaFault('the names of arguments must be strings');
      if (kwargs.has(name)) throw new JinjaFault(`the argument '${name}' is given twice`);
      kwargs.set(name, value);
    }
  }
}

/**
 * Jinja2 writes a constant base into Python code without parentheses, where `-2 ** n` means `-(2 ** n)`; what it
 * takes for a constant is not worth telling apart.
 */
function refuseNegativeConstant({ left, right }: { left: Expression; right: Expression }, base: Value): void {
  const hasName = (node: Expression): boolean => [...walk([node])].some(({ type }) => type === 'name');
  const mayBeConstant = !hasName(left) || left.type === 'condition' || left.type === 'logic';
  const number = numberOf(base);
  if (number !== undefined && number < 0 && mayBeConstant && hasName(right)) {
    throw new JinjaFault('a power of a negative constant is not supported');
  }
}
