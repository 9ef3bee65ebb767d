import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import { escapeHtml } from '../values/html.ts';
import { iterate } from '../values/iterate.ts';
import { textOf } from '../values/kind.ts';
import { type Arguments, Markup, PyTuple, type Value } from '../values/value.ts';
import { caseMethods } from './str-case.ts';
import { searchMethods } from './str-search.ts';
import { splitMethods } from './str-split.ts';
import { trimMethods } from './str-trim.ts';
import type { Method, Methods } from './table.ts';

/** Python's string methods. */
export const strMethods: Methods<string> = new Map([
  ...caseMethods,
  ...trimMethods,
  ...splitMethods,
  ...searchMethods,
]);

/** The same methods on `Markup`: what they take is escaped, and the text they give is `Markup` again. */
export const markupMethods: Methods<Markup> = new Map(
  [...strMethods].filter(([name]) => name !== 'format').map(([name, run]) => [name, onMarkup(name, run)]),
);

function onMarkup(name: string, run: Method<string>): Method<Markup> {
  return (runtime, markup, call) => marked(run(runtime, markup.text, safeArguments(runtime, name, call)));
}

function safeArguments(runtime: Runtime, name: string, call: Arguments): Arguments {
  const [items] = call.args;
  if (name === 'join' && items !== undefined) {
    const escaped = [...iterate(items, runtime.budget)].map((item) => escapeHtml(item, runtime.budget));
    return { ...call, args: [escaped, ...call.args.slice(1)] };
  }
  const special = call.args.some((arg) => !(arg instanceof Markup) && /[&<>"']/.test(textOf(arg) ?? ''));
  if (special) throw new JinjaFault(`${name}() of escaped text with unescaped arguments is not supported`);
  return call;
}

function marked(value: Value): Value {
  if (typeof value === 'string') return new Markup(value);
  if (Array.isArray(value)) return value.map(marked);
  return value instanceof PyTuple ? new PyTuple(value.items.map(marked)) : value;
}
