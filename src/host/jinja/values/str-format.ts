import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { formatValue } from './format-spec.ts';
import { asciiRepr, repr, str } from './repr.ts';
import { itemOf } from './slices.ts';
import type { Arguments, Value } from './value.ts';

const FIELD = /^([^.[\]{}!:]*)((?:\[[^\]]*\])*)(\.[^!:]*)?(?:!([^:]*))?(?::(.*))?$/s;

/** Python's `text.format(...)`, without the attribute access that would reach into objects. */
export function strFormat(pattern: string, call: Arguments, budget: Budget): string {
  return new Formatter(call, budget).expand(pattern, 0);
}

class Formatter {
  readonly #call: Arguments;
  readonly #budget: Budget;
  #automatic = 0;
  #numbered = false;

  constructor(call: Arguments, budget: Budget) {
    this.#call = call;
    this.#budget = budget;
  }

  expand(pattern: string, level: number): string {
    if (level > 1 && /[{}]/.test(pattern)) throw new JinjaFault('a format is nested too deeply');
    let result = '';
    for (let at = 0; at < pattern.length; ) {
      const character = pattern[at]!;
      if ((character === '{' || character === '}') && pattern[at + 1] === character && level === 0) {
        result += character;
        at += 2;
      } else if (character === '{') {
        const end = fieldEnd(pattern, at + 1);
        result += this.#field(pattern.slice(at + 1, end), level);
        this.#budget.text(result.length);
        at = end + 1;
      } else {
        if (character === '}') throw new JinjaFault("a format has a single '}'");
        result += character;
        at += 1;
      }
    }
    this.#budget.text(result.length);
    return result;
  }

  #field(source: string, level: number): string {
    const parts = FIELD.exec(source);
    if (!parts) throw new JinjaFault(`'{${source}}' is not a format field`);
    const [, name = '', items = '', attribute, conversion, spec = ''] = parts;
    if (attribute !== undefined) throw new JinjaFault('a format may not read attributes');
    let value = this.#argument(name);
    for (const [, key = ''] of items.matchAll(/\[([^\]]*)\]/g)) {
      const item = itemOf(value, /^\d+$/.test(key) ? BigInt(key) : key);
      if (item === undefined) throw new JinjaFault(`a format found no item '${key}'`);
      value = item;
    }
    const converted = this.#convert(value, conversion);
    return formatValue(converted, this.expand(spec, level + 1), this.#budget);
  }

  #argument(name: string): Value {
    if (name !== '' && !/^\d+$/.test(name)) {
      const value = this.#call.kwargs.get(name);
      if (value === undefined) throw new JinjaFault(`a format has no value for '${name}'`);
      return value;
    }
    if (name === '' ? this.#numbered : this.#automatic > 0) {
      throw new JinjaFault('a format mixes numbered and unnumbered fields');
    }
    if (name !== '') this.#numbered = true;
    const index = name === '' ? this.#automatic++ : Number(name);
    const value = this.#call.args[index];
    if (value === undefined) throw new JinjaFault(`a format has no value number ${index}`);
    return value;
  }

  #convert(value: Value, conversion: string | undefined): Value {
    switch (conversion) {
      case undefined:
        return value;
      case 's':
        return str(value, this.#budget);
      case 'r':
        return repr(value, this.#budget);
      case 'a':
        return asciiRepr(value, this.#budget);
      default:
        throw new JinjaFault(`'!${conversion}' is not a format conversion`);
    }
  }
}

function fieldEnd(pattern: string, start: number): number {
  let open = 1;
  for (let at = start; at < pattern.length; at += 1) {
    if (pattern[at] === '{') open += 1;
    if (pattern[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  throw new JinjaFault("a format has a '{' that is never closed");
}
