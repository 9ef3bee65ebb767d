import { labelOf } from './label.ts';
import type { Picture } from './picture.ts';

const CLASSES = [
  'classDef unstarted fill:#ffffff,stroke:#57606a',
  'classDef blocked fill:#fff8c5,stroke:#9a6700',
  'classDef started fill:#ddf4ff,stroke:#0969da',
  'classDef finished fill:#dafbe1,stroke:#1a7f37',
  'classDef failed fill:#ffebe9,stroke:#cf222e',
];

/** A drawing as a Mermaid flowchart: arrows from a task to what waits for it, dotted lines from a parent to its children. */
export function renderMermaid({ nodes, edges }: Picture): string {
  const lines = ['flowchart LR'];
  for (const node of nodes) {
    lines.push(`  ${node.id}["${labelOf(node).map(escapeText).join('<br/>')}"]:::${node.phase}`);
  }
  for (const { from, to, type } of edges) {
    lines.push(`  ${from} ${type === 'parent' ? '-.-' : '-->'} ${to}`);
  }
  lines.push(...CLASSES.map((line) => `  ${line}`));
  return lines.join('\n');
}

/**
 * Everything but letters, digits and plain punctuation could be markup: Mermaid knows such characters by number. So could
 * a colon before anything but a space: behind the word "style" Mermaid takes `a:b` for a statement and drops a semicolon.
 */
function escapeText(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,:_/()-]|:(?! )/gu, (character) => `#${character.codePointAt(0)};`);
}
