import { describe, expect, it } from 'vitest';
import { createJinjaRenderer } from '../../../src/host/jinja/index.ts';

const renderer = createJinjaRenderer();

/** Far above what any of these takes here, and far below what they would take without a limit. */
const PATIENCE_MS = 10_000;

function growing(change: string, then: string): string {
  return `{% set ns = namespace(x=3, s='x', l=[1], t=()) %}{% for i in range(99999) %}${change}{% endfor %}${then}`;
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ['parentheses', `{{ ${'('.repeat(100_000)}1${')'.repeat(100_000)} }}`],
  ['lists', `{{ ${'['.repeat(100_000)}${']'.repeat(100_000)} }}`],
  ['not', `{{ ${'not '.repeat(50_000)}1 }}`],
  ['signs', `{{ ${'- '.repeat(100_000)}1 }}`],
  ['sums', `{{ 1${' + 1'.repeat(50_000)} }}`],
  ['filters', `{{ 1${'|string'.repeat(30_000)} }}`],
  ['attributes', `{{ a${'.a'.repeat(100_000)} }}`],
  ['calls', `{{ range${'()'.repeat(100_000)} }}`],
  ['inline ifs', `{{ ${'1 if 1 else '.repeat(20_000)}1 }}`],
  ['blocks', '{% if 1 %}'.repeat(20_000)],
  ['tags that open', '{{'.repeat(100_000)],
  ['the whole source', ' '.repeat(300_000)],
  ['nested loops', '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}'],
  ['a loop over a list that grows', '{% set l = [1] %}{% for a in l %}{% set _ = l.append(1) %}{% endfor %}'],
  ['a recursive loop', '{% set l = [1] %}{% for a in l recursive %}{{ loop(l) }}{% endfor %}'],
  ['a recursive macro', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'],
  [
    'a doubling macro',
    '{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}',
  ],
  ['a recursive call', '{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}'],
  ['a range', '{{ range(10 ** 9)|list }}'],
  ['output', `{% for a in range(99999) %}${'x'.repeat(100)}{% endfor %}`],
  ['a repeated string', "{{ 'x' * 10 ** 9 }}"],
  ['a repeated list', '{{ [1] * 10 ** 9 }}'],
  ['a power', '{{ 10 ** 10 ** 10 }}{{ 2 ** 100000000 }}'],
  ['a product', growing('{% set ns.x = ns.x * ns.x %}', '')],
  ['a doubled string', growing('{% set ns.s = ns.s ~ ns.s %}', '')],
  ['a doubled list', growing('{% set ns.l = ns.l + ns.l %}', '')],
  ['a list in itself twice', growing('{% set ns.l = [ns.l, ns.l] %}', '{{ ns.l }}')],
  ['a list in lists', growing('{% set ns.l = [ns.l] %}', '{{ ns.l == [1] }}{{ ns.l }}')],
  ['a tuple in tuples as a key', growing('{% set ns.t = (ns.t, ns.t) %}', '{{ {ns.t: 1} }}')],
  ['a chain of generators', growing("{% set ns.l = ns.l|map('string') %}", '{{ ns.l|list }}')],
  ['a wide %', "{{ '%1000000000d' % 1 }}"],
  ['a wide * in %', "{{ '%*d' % (10 ** 9, 1) }}"],
  ['a precise % of an int', "{{ '%.1000000000d' % 1 }}"],
  ['a precise % of a float', "{{ '%.1000000000f' % 1.5 }}"],
  ['a wide format', "{{ '{:1000000000}'.format(1) }}"],
  ['a precise format', "{{ '{:.1000000000f}'.format(1.5) }}"],
  ['a grouped format', "{{ '{:0999999999,}'.format(1) }}"],
  ['center', "{{ 'a'|center(10 ** 9) }}"],
  ['ljust', "{{ 'a'.ljust(10 ** 12) }}"],
  ['zfill', "{{ 'a'.zfill(10 ** 9) }}"],
  ['expandtabs', "{{ '\t'.expandtabs(10 ** 9) }}"],
  ['indent', "{{ 'a'|indent(10 ** 9) }}"],
  ['batch', '{{ [1]|batch(10 ** 9, 0)|list }}'],
  ['slice', '{{ [1]|slice(10 ** 9)|list }}'],
  ['join', "{{ range(99999)|join('x' * 1000) }}"],
  ['replace', "{{ ('a' * 99999)|replace('a', 'b' * 99999) }}"],
  ['tojson', '{{ [1]|tojson(10 ** 9) }}'],
  [
    'reading a long string often',
    "{% set s = 'ab ' * 999999 %}{% for i in range(99999) %}{% set t = s|title %}{% endfor %}",
  ],
  ['sorting long strings', "{{ (['a' * 999999] * 9999)|sort|length }}"],
  ['wrapping a long word', "{{ ('a' * 999999)|wordwrap(1) }}"],
];

describe('a template that would take for ever, or all memory', () => {
  it.each(HOSTILE)('is stopped: %s', (_name, source) => {
    const start = performance.now();
    const result = renderer.render(source, {});
    expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
    expect(result).toEqual({
      ok: false,
      failure: { line: expect.toBeOneOf([1, null]), reason: expect.any(String) },
    });
    renderer.check(source);
    expect(performance.now() - start).toBeLessThan(2 * PATIENCE_MS);
  });

  it('is no bother to one that is only large', () => {
    const tasks = Array.from({ length: 5000 }, (_, i) => ({ id: `T${i}`, tags: ['a', 'b'], points: i }));
    const source =
      '{% for t in tasks if t.points is even %}{{ loop.index }}. {{ t.id|lower }}: {{ t.tags|join(", ") }}\n{% endfor %}';
    const result = renderer.render(source, { tasks });
    expect(result.ok && result.value.split('\n').length).toBe(2501);
  });

  it('may nest as deep as a person would', () => {
    const deep = `{{ ${'('.repeat(40)}1${')'.repeat(40)} }}`;
    const macro = '{% macro m(n) %}{{ n }}{% if n %} {{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(50) }}';
    expect(renderer.render(deep, {})).toEqual({ ok: true, value: '1' });
    expect(renderer.render(macro, {})).toMatchObject({ ok: true, value: expect.stringMatching(/^50 .* 0$/) });
  });
});
