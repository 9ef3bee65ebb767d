import { ownAttribute } from '../attributes.ts';
import { JinjaFault } from '../fault.ts';
import { truthy } from '../values/iterate.ts';
import { needText, typeName } from '../values/kind.ts';
import { Undefined } from '../values/value.ts';
import { prettyText } from './pretty.ts';
import { type Filter, filter } from './table.ts';

/** Jinja2's filters on values of any kind. */
export const objectFilters: [string, Filter][] = [
  ...['default', 'd'].map((name) =>
    filter(name, ['default_value?', 'boolean?'], (_runtime, value, [otherwise = '', boolean = false]) =>
      value instanceof Undefined || (truthy(boolean) && !truthy(value)) ? otherwise : value,
    ),
  ),
  filter('attr', ['name'], (runtime, value, [name = null]) => {
    const text = needText(name, 'the name of an attribute');
    const attribute = ownAttribute(runtime, value, text);
    return attribute === undefined
      ? new Undefined(`${typeName(value)} has no attribute '${text}'`)
      : attribute;
  }),
  filter('pprint', [], (runtime, value) => prettyText(value, runtime.budget)),
  filter('random', [], () => {
    throw new JinjaFault("'random' is refused: the same template must always give the same text");
  }),
];
