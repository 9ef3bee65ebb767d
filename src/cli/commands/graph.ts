import { drawGraph } from '../../app/draw-graph.ts';
import type { Picture } from '../../core/graph/picture.ts';
import { renderDot } from '../../core/graph/render-dot.ts';
import { renderMermaid } from '../../core/graph/render-mermaid.ts';
import { ok } from '../../core/result.ts';
import type { Answer, Command } from '../command.ts';
import { oneOf, option } from '../input.ts';
import { jsonText } from '../render/controls.ts';
import { graphText } from '../render/graph.ts';

const FORMATS = ['text', 'mermaid', 'dot', 'json'] as const;
type Format = (typeof FORMATS)[number];

export const command: Command = {
  summary: 'draw the tasks: what is below what, and what waits for what',
  examples: [
    ['lra graph', 'every task, as a tree'],
    ['lra graph task_003', 'one task, all below it, and what it is linked to'],
    ['lra graph --format mermaid > graph.mmd', 'a drawing for a Markdown page'],
    ['lra graph --format dot | dot -Tsvg > graph.svg', 'a drawing by Graphviz'],
  ],
  arguments: [{ name: 'id', summary: 'the task to draw', optional: true, complete: 'task' }],
  options: [
    { flags: '--format <format>', summary: 'text (default), mermaid, dot or json', complete: FORMATS },
  ],
  async run(context, input) {
    const asked = option(input, 'format');
    const format = oneOf(asked ?? (context.json ? 'json' : 'text'), FORMATS, '--format');
    const id = input.args.id;
    const drawn = await drawGraph(await context.project(), typeof id === 'string' ? { id } : {});
    return drawn.ok ? ok(answer(drawn.value, format)) : drawn;
  },
};

function answer(picture: Picture, format: Format): Answer {
  switch (format) {
    case 'json':
      return { json: { ...picture }, text: () => jsonText({ ok: true, ...picture }) };
    case 'mermaid':
      return drawing(format, renderMermaid(picture));
    case 'dot':
      return drawing(format, renderDot(picture));
    case 'text':
      return { json: { ...picture }, text: (style) => graphText(picture, style) };
  }
}

function drawing(format: Format, text: string): Answer {
  return { json: { format, graph: text }, text: () => text };
}
