import { describe, expect, it } from 'vitest';
import { createJinjaRenderer } from '../../../src/host/jinja/index.ts';

const { check, render } = createJinjaRenderer();

const failure = (line: number | null, reason: RegExp): object => ({
  ok: false,
  failure: { line, reason: expect.stringMatching(reason) },
});

describe('what is found without rendering', () => {
  it.each([
    ['a\n{% if x %}\nb', 3, /unexpected end of template, expected 'elif' or 'else' or 'endif'/],
    ['a\n\n{{ x y }}', 3, /expected variable end, got 'y'/],
    ['{#\n\n#}{{ 1 + }}', 3, /unexpected }}/],
    ['{% raw %}\n\n{% endraw %}\n{% nosuch %}', 4, /unknown tag 'nosuch'/],
    ['a\r\nb\r{{ $ }}', 3, /unexpected character '\$'/],
    ["{{ 'a\n\nb' }}\n{{ ) }}", 4, /unexpected '\)'/],
    ['x\n{# never', 2, /comment is never closed/],
    ['x\n{% raw %}\n', 2, /raw block is never closed/],
    ['\n{{ x|nosuch }}', 2, /unknown filter 'nosuch'/],
    ['\n\n{{ x is nosuch }}', 3, /unknown test 'nosuch'/],
    ['{{ x\n|upper\n|nosuch }}', 3, /unknown filter 'nosuch'/],
    ['{% set x | nosuch %}{% endset %}', 1, /unknown filter 'nosuch'/],
    ['\n{% block a %}{% endblock %}\n{% block a %}{% endblock %}', 3, /block 'a' is there twice/],
    ["\n{% include 'x' %}", 2, /'include' is refused/],
    ['\n{% for loop in x %}{% endfor %}', 2, /'loop' cannot be assigned/],
    ['{%- if x -%}\n\n {%- endfor %}', 3, /unknown tag 'endfor'/],
  ])('%j', (source, line, reason) => {
    expect(check(source)).toEqual(failure(line, reason));
    expect(render(source, {})).toEqual(failure(line, reason));
  });

  it('is nothing in a good template', () => {
    expect(check('{% for x in xs if x %}{{ x|upper ~ loop.index }}{% endfor %}')).toEqual({
      ok: true,
      value: undefined,
    });
    expect(check("{% if 'nosuch' is filter %}{{ x|nosuch }}{% endif %}{{ a.b.c }}").ok).toBe(true);
  });
});

describe('what fails only when it is rendered', () => {
  it.each([
    ['a\n{{ x.y }}', 2, /'x' is undefined/],
    ['{% if true %}\n{{ 1 / 0 }}\n{% endif %}', 2, /division by zero/],
    ['{{ [\n1,\n1 + "a"] }}', 3, /'\+' does not work on int and str/],
    ['{% macro m() %}\n{{ 5() }}{% endmacro %}\n\n{{ m() }}', 2, /a int cannot be called/],
    ['\n{% for a, b in [1] %}{% endfor %}', 2, /cannot be iterated over/],
    ["\n\n{% if true %}{{ 'x'|nosuch }}{% endif %}", 3, /unknown filter 'nosuch'/],
    ["{{ 'a' }}\n{{ [1]|map('nosuch')|list }}", 2, /unknown filter 'nosuch'/],
    ['\n{% set x.y = 1 %}', 2, /'x' is no namespace/],
    ['\n{% call missing() %}{% endcall %}', 2, /'missing' is undefined/],
    ["\n{{ 'a'|upper(1) }}", 2, /the filter 'upper' takes at most 0 arguments, not 1/],
    ["\n{{ 'a'|replace('a') }}", 2, /requires the argument 'new'/],
    ["\n{{ [1]|join(sep='a') }}", 2, /takes no argument 'sep'/],
  ])('%j', (source, line, reason) => {
    expect(check(source)).toEqual({ ok: true, value: undefined });
    expect(render(source, {})).toEqual(failure(line, reason));
  });

  it('never gives a number that it cannot hold exactly', () => {
    expect(render('{{ n }}', { n: 2 ** 60 }).ok).toBe(false);
    expect(render('{{ 2 ** 0.3 }}', {}).ok).toBe(false);
    expect(render('{{ -2 ** n }}', { n: 2 }).ok).toBe(false);
    expect(render('{{ n }} {{ (-3) ** 2 }}', { n: Number.MAX_SAFE_INTEGER })).toEqual({
      ok: true,
      value: '9007199254740991 9',
    });
  });
});
