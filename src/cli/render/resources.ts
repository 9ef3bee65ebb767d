import { type Level, RESOURCES, type ResourceName } from '../../core/run/levels.ts';
import type { ResourceStatus, TreeUsage, Usage } from '../../core/run/resources.ts';
import { bar } from './bar.ts';
import type { Style } from './style.ts';
import { type Row, tableLines } from './table.ts';

const BAR_COLUMNS = 20;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** How the resources stand: a bar each for the machine and, where it has limits, its container. */
export function resourcesText(status: ResourceStatus, style: Style): string {
  const rows = RESOURCES.flatMap((resource) => {
    const { level, machine, cgroup } = status.resources[resource];
    const paint = paintOf(level, style);
    return [
      usageRow(resource, machine, `${resource}`, paint, level, style),
      ...(cgroup ? [usageRow(resource, cgroup, `${resource} (container)`, paint, '', style)] : []),
    ];
  });
  return [...tableLines(rows, style), ...(status.tree ? [treeText(status.tree)] : [])].join('\n');
}

function usageRow(
  resource: ResourceName,
  usage: Usage | null,
  name: string,
  paint: (text: string) => string,
  level: string,
  style: Style,
): Row {
  if (!usage) return { cells: [{ text: name }], text: 'unknown' };
  const { share } = usage;
  return {
    cells: [
      { text: name },
      { text: bar(share, BAR_COLUMNS, { ...style, dim: (text) => text }, (text) => text), paint },
      { text: `${Math.round(share * 100)} %`, right: true },
      { text: amount(resource, usage) },
    ],
    text: level === '' ? '' : paint(level),
  };
}

function amount(resource: ResourceName, { used, total }: Usage): string {
  if (resource === 'cpu') return `${used.toFixed(1)} of ${Number(total.toFixed(2))} cores`;
  return `${bytes(used)} of ${bytes(total)}`;
}

function treeText({ processes, cpu, memory }: TreeUsage): string {
  const cores = cpu === null ? '' : `, ${cpu.toFixed(1)} cores`;
  return `${processes} ${processes === 1 ? 'process' : 'processes'}${cores}, ${bytes(memory)}`;
}

function bytes(count: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
  const size = count / 2 ** (10 * power);
  return `${size >= 100 || power === 0 ? Math.round(size) : size.toFixed(1)} ${UNITS[power]}`;
}

function paintOf(level: Level, style: Style): (text: string) => string {
  if (level === 'ok') return style.green;
  return level === 'warn' ? style.yellow : style.red;
}
