import type { TaskLine } from '../../app/dependency-list.ts';
import type { ShowDependenciesAnswer, TreeLine } from '../../app/show-dependencies.ts';
import { headline } from './headline.ts';
import type { Style } from './style.ts';
import { type Row, tableLines } from './table.ts';
import { treeBranches } from './tree.ts';

/** What a task depends on, or what depends on it: a line each, or as a tree. */
export function dependencyText(shown: ShowDependenciesAnswer, style: Style): string {
  if (shown.tree) return treeText(shown.tree, shown.truncated === true, style);
  const id = style.bold(shown.task_id);
  const lines = 'dependents' in shown ? shown.dependents : shown.dependencies;
  const rows = lines.map((line) => lineRow(line, style));
  return [`${id} ${headOf(shown)}`, ...tableLines(rows, style, '  ')].join('\n');
}

function headOf(shown: ShowDependenciesAnswer): string {
  if ('dependents' in shown) return shown.dependents.length === 0 ? 'has no dependents' : 'is waited for by';
  if (shown.dependencies.length === 0) return 'depends on nothing';
  if (shown.dependencies.length === 1) return 'depends on';
  return shown.dependency_type === 'any' ? 'depends on any of' : 'depends on all of';
}

function treeText(tree: readonly TreeLine[], isCut: boolean, style: Style): string {
  const branches = treeBranches(tree.map(({ depth }) => depth));
  const rows = tree.map((line, i) => ({
    ...lineRow(line, style, branches[i]),
    notes: line.repeated ? ['see above'] : [],
  }));
  const more = isCut ? [style.dim(`… more than ${tree.length} rows`)] : [];
  return [...tableLines(rows, style), ...more].join('\n');
}

function lineRow({ id, status, description }: TaskLine, style: Style, branch = ''): Row {
  return {
    cells: [
      { text: `${branch}${id}`, paint: () => `${style.dim(branch)}${style.bold(id)}` },
      { text: style.data(status), paint: style.green },
    ],
    text: headline(description, style),
  };
}
