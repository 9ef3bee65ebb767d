import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { createJinjaRenderer } from '../../../src/host/jinja/index.ts';

const renderer = createJinjaRenderer();

function render(source: string, variables: JsonObject = {}): string {
  const result = renderer.render(source, variables);
  return result.ok ? result.value : `refused: ${result.failure.reason}`;
}

describe('reaching out of a template', () => {
  it.each([
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''|attr('__class__') }}",
    "{{ ['x']|map(attribute='__class__')|list }}",
    "{{ ['x']|selectattr('__class__')|list }}",
    "{{ ['x']|sort(attribute='__class__') }}",
    "{{ ['x']|groupby('__class__') }}",
    "{{ '{0.__class__}'.format('x') }}",
    "{{ '{0.upper}'.format('x') }}",
    '{{ range.__globals__ }}',
    '{{ cycler.__init__.__globals__ }}',
    '{{ namespace().__class__ }}',
    '{{ d.__proto__ }}',
    '{{ d.__proto__.constructor }}',
    '{% macro m() %}{% endmacro %}{{ m.__globals__ }}',
    '{% for x in [1] %}{{ loop.__init__ }}{% endfor %}',
    "{% include '/etc/passwd' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
  ])('is refused: %s', (source) => {
    expect(renderer.render(source, { d: {} })).toMatchObject({ ok: false, failure: { line: 1 } });
  });

  it.each(['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__x', 'call'])(
    'finds nothing of JavaScript under the name %s',
    (name) => {
      const values = `['x', 5, 1.5, true, none, [1], {'k': 1}, (1,), range(2), d, range, namespace(), '<'|e]`;
      expect(render(`{% for v in ${values} %}{{ v.${name} }}{{ v['${name}'] }}{% endfor %}`, { d: {} })).toBe(
        '',
      );
      expect(render(`{{ ${name} }}`)).toBe('');
      expect(render(`{{ x|${name} }}`)).toBe(`refused: unknown filter '${name}'`);
      expect(render(`{{ x is ${name} }}`)).toBe(`refused: unknown test '${name}'`);
    },
  );

  it('cannot call through a missing attribute', () => {
    expect(render("{{ ''.constructor.constructor('return process')() }}")).toMatch(/^refused/);
    expect(render('{{ process }}{{ globalThis }}{{ require }}')).toBe('');
  });

  it('still reads data whose keys have such names', () => {
    const d = JSON.parse('{"constructor": "c", "__proto__": "p", "toString": "t"}') as JsonObject;
    expect(render("{{ d.constructor }}{{ d['__proto__'] }}{{ d.toString }}{{ d|length }}", { d })).toBe(
      'cpt3',
    );
    expect(render('{{ constructor }}', { constructor: 'mine' })).toBe('mine');
  });

  it('leaves the variables of the caller as they are', () => {
    const variables = { list: [1], dict: { a: 1 } };
    render("{% set _ = list.append(2) %}{% set _ = dict.update({'b': 2}) %}{% set list = 3 %}", variables);
    expect(variables).toEqual({ list: [1], dict: { a: 1 } });
  });
});

describe('what has no text that is always the same', () => {
  it.each([
    '{{ [1]|random }}',
    '{{ lipsum() }}',
    '{{ range }}',
    "{{ 'a'.upper }}",
    "{{ [1]|map('string') }}",
    "{{ [1]|select('odd') }}",
    '{{ [1]|reverse }}',
    '{{ cycler(1) }}',
    '{{ joiner() }}',
  ])('is refused: %s', (source) => {
    expect(renderer.render(source, {}).ok).toBe(false);
  });
});
