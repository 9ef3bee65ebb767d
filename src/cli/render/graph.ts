import type { Picture, PictureNode } from '../../core/graph/picture.ts';
import type { Phase } from '../../core/template/lifecycle.ts';
import { headline } from './headline.ts';
import { someIds } from './some-ids.ts';
import type { Style } from './style.ts';
import { type Row, tableLines } from './table.ts';
import { treeBranches } from './tree.ts';

/** A drawing as a tree of what is below what, each task with the ones it waits for. */
export function graphText({ nodes }: Picture, style: Style): string {
  if (nodes.length === 0) return 'there are no tasks yet';
  const branches = treeBranches(depthsOf(nodes));
  return tableLines(
    nodes.map((node, i) => graphRow(node, branches[i]!, style)),
    style,
  ).join('\n');
}

/** Parents stand before their children; a task whose parent is not drawn is a root. */
function depthsOf(nodes: readonly PictureNode[]): readonly number[] {
  const depths = new Map<string, number>();
  for (const { id, parent_id } of nodes) {
    const above = parent_id === null ? undefined : depths.get(parent_id);
    depths.set(id, above === undefined ? 0 : above + 1);
  }
  return [...depths.values()];
}

function graphRow(node: PictureNode, branch: string, style: Style): Row {
  const { id, status, phase, description, dependencies, dependency_type } = node;
  const any = dependency_type === 'any' && dependencies.length > 1 ? 'any of ' : '';
  return {
    cells: [
      { text: `${branch}${id}`, paint: (text) => text.replace(id, style.bold(id)) },
      { text: style.data(status), paint: phasePaint(phase, style) },
    ],
    text: headline(description, style),
    notes: dependencies.length > 0 ? [`← ${any}${someIds(dependencies)}`] : [],
  };
}

function phasePaint(phase: Phase, style: Style): (text: string) => string {
  switch (phase) {
    case 'finished':
      return style.green;
    case 'failed':
      return style.red;
    case 'blocked':
      return style.yellow;
    case 'unstarted':
    case 'started':
      return style.cyan;
  }
}
