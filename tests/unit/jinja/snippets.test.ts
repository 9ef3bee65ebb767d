import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { createJinjaRenderer } from '../../../src/host/jinja/index.ts';

interface Snippet {
  readonly name: string;
  readonly source: string;
  readonly variables: JsonObject;
}

interface Table {
  readonly jinja2: string;
  readonly results: Record<string, string | { readonly error: true }>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
const snippets = read('./snippets.json') as Snippet[];
const table = read('./expected.json') as Table;
const renderer = createJinjaRenderer();

/** What Jinja2 prints and this renderer refuses; everything else has to come out alike. */
const UNSUPPORTED = new Set([
  'literals 23', // {{ 12.real }}
  'arithmetic 25', // {{ 2 ** 0.3333 }}
  'arithmetic 27', // {{ (-8) ** 0.5 }}
  'subscript 11', // {{ 5[1:2] }}
  'str methods 23', // {{ 'a b'.encode() }}
  'str methods 24', // {{ 'abc'.translate({}) }}
  'str methods 25', // {{ 'abc'.isnumeric() }}
  'str methods 52', // {{ '{0.__class__}'.format(name) }}
  'collection methods 09', // {{ d.fromkeys([1]) }}
  'collection methods 18', // {{ n.real }}
  'collection methods 19', // {{ d.keys() == d.keys() }}
  'collection methods 35', // {{ range }}
  'list filters 42', // {{ ('word ' * 30)|pprint }}
  'markup filters 07', // {{ '&zwj; &notin;'|striptags }}
  'set and scope 22', // {{ self.a() }}{% block a %}x{% endblock %}
  'set and scope 32', // {% autoescape true %}{{ html }}{% endautoescape %}
]);

describe(`what Jinja2 ${table.jinja2} printed`, () => {
  it('covers every snippet', () => {
    expect(Object.keys(table.results)).toEqual(snippets.map(({ name }) => name));
  });

  it.each(snippets)('$name: $source', ({ name, source, variables }) => {
    const expected = table.results[name];
    const actual = renderer.render(source, variables);
    if (typeof expected !== 'string' || UNSUPPORTED.has(name)) expect(actual.ok).toBe(false);
    else expect(actual).toEqual({ ok: true, value: expected });
  });

  it('gives the same text again', () => {
    for (const { source, variables } of snippets) {
      expect(renderer.render(source, variables)).toEqual(renderer.render(source, variables));
    }
  });
});
