import { chooseFilters } from './choose.ts';
import { listFilters } from './lists.ts';
import { markupFilters } from './markup.ts';
import { numberFilters } from './numbers.ts';
import { objectFilters } from './objects.ts';
import type { Filter } from './table.ts';
import { textFilters } from './texts.ts';
import { urlFilters } from './urlize.ts';
import { wrapFilters } from './wrap.ts';

/** Jinja2's built-in filters by name. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map([
  ...chooseFilters,
  ...listFilters,
  ...markupFilters,
  ...numberFilters,
  ...objectFilters,
  ...textFilters,
  ...urlFilters,
  ...wrapFilters,
]);
