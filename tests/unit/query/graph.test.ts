import { describe, expect, test } from 'vitest';
import { drawGraph } from '../../../src/app/draw-graph.ts';
import { command } from '../../../src/cli/commands/graph.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { graphText } from '../../../src/cli/render/graph.ts';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { neighbourhoodOf, pictureOf } from '../../../src/core/graph/picture.ts';
import { renderDot } from '../../../src/core/graph/render-dot.ts';
import { renderMermaid } from '../../../src/core/graph/render-mermaid.ts';
import { lifecycles } from '../graph/random-project.ts';
import { failure, value } from '../lease/support.ts';
import { runLine } from '../task/support.ts';
import { task, world } from './world.ts';

const blocked = (id: string, ...dependencies: readonly string[]) =>
  task(id, { dependencies, status: 'blocked' });

const app = await world([
  task('task_001'),
  task('task_001_01', { status: 'completed' }),
  blocked('task_001_02', 'task_001_01', 'task_003'),
  task('task_001_02_01'),
  blocked('task_002', 'task_001'),
  { ...blocked('task_003', 'task_001_01', 'task_004'), dependency_type: 'any' as const },
  task('task_004'),
]);
const run = async (...line: readonly string[]) => value(await runLine(command, app, line));

describe('lra graph', () => {
  test('is a tree of what is below what, with what each waits for', async () => {
    expect((await run()).text).toBe(`task_001              pending    do task_001
├─ task_001_01        completed  do task_001_01
└─ task_001_02        blocked    do task_001_02 · ← task_001_01, task_003
   └─ task_001_02_01  pending    do task_001_02_01
task_002              blocked    do task_002 · ← task_001
task_003              blocked    do task_003 · ← any of task_001_01, task_004
task_004              pending    do task_004`);
    expect(value(await runLine(command, await world([]), [])).text).toBe('there are no tasks yet');
  });

  test('of one task it shows the subtree, what is above it, and what it is linked to', async () => {
    const ids = async (id: string) => value(await drawGraph(app, { id })).nodes.map((node) => node.id);
    expect(await ids('task_001_02')).toEqual([
      'task_001',
      'task_001_01',
      'task_001_02',
      'task_001_02_01',
      'task_003',
    ]);
    expect(await ids('task_004')).toEqual(['task_003', 'task_004']);
    expect(await ids('task_001')).not.toContain('task_004');
    failure(await drawGraph(app, { id: 'task_099' }), 'not_found');
  });

  test('as JSON it gives nodes and edges, with --json and with --format json alike', async () => {
    const { json, text } = await run('task_002', '--format', 'json');
    expect(json).toEqual({
      nodes: [
        {
          id: 'task_001',
          description: 'do task_001',
          status: 'pending',
          phase: 'unstarted',
          parent_id: null,
          dependencies: [],
          dependency_type: 'all',
        },
        {
          id: 'task_002',
          description: 'do task_002',
          status: 'blocked',
          phase: 'blocked',
          parent_id: null,
          dependencies: ['task_001'],
          dependency_type: 'all',
        },
      ],
      edges: [{ from: 'task_001', to: 'task_002', type: 'dependency' }],
    });
    expect(JSON.parse(text)).toEqual({ ok: true, ...json });
  });

  test('an unknown format names the known ones', async () => {
    expect(failure(await runLine(command, app, ['--format', 'svg']), 'usage').message).toContain(
      'mermaid, dot',
    );
  });
});

const HOSTILE = '中文 say "hi" \\N [x] {y} <b> & #35; `code` ; %% %{init: {}}%\n--> \u001b[31m 👍 \ud800';

describe('drawings of any text', () => {
  const drawn = async (format: string) => {
    const tasks = [
      task('task_001', { description: HOSTILE }),
      task('task_001_01'),
      blocked('task_002', 'task_001'),
    ];
    const { text, json } = value(await runLine(command, await world(tasks), ['--format', format]));
    expect(json).toEqual({ format, graph: text });
    return text;
  };

  test('mermaid: one statement a line, nothing in a label but letters, digits and numbered characters', async () => {
    const lines = (await drawn('mermaid')).split('\n');
    expect(lines[0]).toBe('flowchart LR');
    const label = '(?:[\\p{L}\\p{M}\\p{N} .,:_/()-]|#\\d+;|<br/>)*';
    const statement = new RegExp(
      `^  (?:\\w+\\["${label}"\\]:::\\w+|\\w+ (?:-->|-\\.-) \\w+|classDef \\w+ [\\w:#,]+)$`,
      'u',
    );
    for (const line of lines.slice(1)) expect(line).toMatch(statement);
    expect(lines).toContain('  task_001 --> task_002');
    expect(lines).toContain('  task_001 -.- task_001_01');
    expect(lines[1]).toContain('中文 say #34;hi#34; #92;N #91;x#93;');
    expect(lines[1]).toContain(':::unstarted');
  });

  test('mermaid: a colon between words is numbered, for behind "style" it would begin a statement', async () => {
    const tasks = [task('task_001', { description: 'style x fill:#f00, then: done' })];
    const { text } = value(await runLine(command, await world(tasks), ['--format', 'mermaid']));
    expect(text).toContain('"task_001: pending<br/>style x fill#58;#35;f00, then: done"');
  });

  test.each(['mermaid', 'dot'])('%s: the parts of an emoji stay joined', async (format) => {
    const tasks = [task('task_001', { description: 'a 👩\u200d👧 b' })];
    const { text } = value(await runLine(command, await world(tasks), ['--format', format]));
    expect(text).toMatch(format === 'dot' ? /👩\u200d👧/u : /#128105;#8205;#128103;/);
  });

  test('dot: quotes, backslashes and ampersands are escaped, and each string ends where it should', async () => {
    const lines = (await drawn('dot')).split('\n');
    expect(lines[0]).toBe('digraph tasks {');
    expect(lines.at(-1)).toBe('}');
    const string = '"(?:[^"\\\\\\p{C}]|\\\\["\\\\n])*"';
    const statement = new RegExp(
      `^  (?:rankdir=LR|node \\[shape=box, style=${string}\\]|${string} \\[label=${string}, fillcolor=${string}\\]|${string} -> ${string}(?: \\[style=dashed, arrowhead=none\\])?);$`,
      'u',
    );
    for (const line of lines.slice(1, -1)) expect(line).toMatch(statement);
    expect(lines).toContain('  "task_001" -> "task_002";');
    expect(lines).toContain('  "task_001" -> "task_001_01" [style=dashed, arrowhead=none];');
    const first = lines.find((line) => line.includes('label='));
    expect(first).toContain('task_001: pending\\n中文 say \\"hi\\" \\\\N [x]');
    expect(first).toContain('&amp;');
  });
});

test('a hundred thousand tasks, in a chain and in a fan, are drawn in every form', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `task_${String(i + 1).padStart(6, '0')}`);
  const chain = ids.map((id, i) => (i === 0 ? task(id) : blocked(id, ids[i - 1]!)));
  const fan = ids.map((id, i) => (i === 0 ? task(id) : blocked(id, ids[0]!)));
  const style = styleFor(true, 100);
  for (const tasks of [chain, fan]) {
    const graph = TaskGraph.of(tasks, lifecycles);
    const picture = pictureOf(graph.nodes, (id) => `do ${id}`);
    expect(picture.edges).toHaveLength(99_999);
    for (const text of [graphText(picture, style), renderMermaid(picture), renderDot(picture)]) {
      expect(text.split('\n').length).toBeGreaterThanOrEqual(100_000);
      expect(text).toContain('task_100000');
    }
    expect(neighbourhoodOf(graph.nodes[0]!)).toHaveLength(tasks === chain ? 2 : 100_000);
  }
});
