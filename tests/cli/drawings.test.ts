import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { newProject } from '../helpers/cli-project.ts';
import { runProgram } from '../helpers/run-lra.ts';

/** Markup, escapes, ends of strings, and names that objects have: none of it may end a label or begin something else. */
const HOSTILE = [
  'say "hi" \\ and back\\',
  'one\r\ntwo\tthree',
  '[a] {b} (c) <d> |e|',
  '__proto__',
  'constructor',
  'end',
  'subgraph x',
  'émoji 👩‍👩‍👧 中文 \u202e rtl',
  '&quot; &amp; &lt;b&gt; &#34; #quot; #35;',
  '<script>alert(1)</script>',
  '"]; task_001 -> "task_002',
  'a\\nb\\l\\G\\N',
  '%%{init: {}}%% /* no comment */ // none',
  'style x fill:#f00',
  '\u0000\u001b[31mred',
  'x'.repeat(300),
];

test('Graphviz draws any description as it is', async ({ skip }) => {
  if (spawnSync('dot', ['-V']).status !== 0) return skip('Graphviz is not installed: there is no dot');
  const project = await newProject();
  await project.json(['create', 'all of it']);
  const plan = HOSTILE.map((desc, i) => ({
    desc,
    key: `k${i}`,
    dependencies: i === 0 ? [] : [`k${i - 1}`],
  }));
  await project.json(['split', 'task_001', '--plan', '-'], { stdin: JSON.stringify(plan) });
  const { stdout: source } = await project.run(['graph', '--format', 'dot']);
  const { stdout, stderr, code } = await runProgram('dot', ['-Tjson0'], {
    cwd: project.folder,
    stdin: source,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { objects, edges } = JSON.parse(stdout);
  expect(objects.map(({ name }: { name: string }) => name)).toHaveLength(HOSTILE.length + 1);
  expect(edges).toHaveLength(2 * HOSTILE.length - 1);
  const labels = objects.map(({ label }: { label: string }) => label);
  expect(labels.every((label: string) => /^task_001(?:_\d\d)?: (?:pending|blocked)\\n./.test(label))).toBe(
    true,
  );

  // What a person sees: the entities and escapes are resolved.
  const svg = await runProgram('dot', ['-Tsvg'], { cwd: project.folder, stdin: source });
  expect({ code: svg.code, stderr: svg.stderr }).toEqual({ code: 0, stderr: '' });
  const seen = [...svg.stdout.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => resolved(text!));
  expect(seen).toEqual(
    expect.arrayContaining([
      'say "hi" \\ and back\\',
      'one two three',
      '[a] {b} (c) <d> |e|',
      '__proto__',
      '&quot; &amp; &lt;b&gt; &#34; #quot; #35;',
      '"]; task_001 -> "task_002',
      'a\\nb\\l\\G\\N',
    ]),
  );
  expect(seen.some((text) => text.includes('👩‍👩‍👧'))).toBe(true);
});

function resolved(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('\u00a0', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
