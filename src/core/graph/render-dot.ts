import type { Phase } from '../template/lifecycle.ts';
import { labelOf } from './label.ts';
import type { Picture } from './picture.ts';

const FILL: { readonly [P in Phase]: string } = {
  unstarted: '#ffffff',
  blocked: '#fff8c5',
  started: '#ddf4ff',
  finished: '#dafbe1',
  failed: '#ffebe9',
};

/** A drawing for Graphviz: arrows from a task to what waits for it, dashed lines from a parent to its children. */
export function renderDot({ nodes, edges }: Picture): string {
  const lines = ['digraph tasks {', '  rankdir=LR;', '  node [shape=box, style="rounded,filled"];'];
  for (const node of nodes) {
    const label = labelOf(node).map(escapeText).join('\\n');
    lines.push(`  "${node.id}" [label="${label}", fillcolor="${FILL[node.phase]}"];`);
  }
  for (const { from, to, type } of edges) {
    lines.push(`  "${from}" -> "${to}"${type === 'parent' ? ' [style=dashed, arrowhead=none]' : ''};`);
  }
  return [...lines, '}'].join('\n');
}

/** In a quoted label a backslash begins an escape of its own, and an ampersand an HTML entity. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replace(/["\\]/g, '\\$&');
}
