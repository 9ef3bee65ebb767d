import { outcome } from '../../core/gate/evidence.ts';
import type { Evidence } from '../../core/gate/gate.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';

/** What gates showed, for people: a line each, with the last lines of those that failed. */
export function gateLines(gates: readonly Evidence[], style: Style): readonly string[] {
  return gates.flatMap((gate) => {
    const mark = gate.passed ? style.green('passed') : style.red('failed');
    const name = style.data(gate.name);
    const how = gate.passed || (gate.exit_code === null && !gate.timed_out) ? [] : [outcome(gate)];
    const command = gate.name === gate.run ? [] : [style.data(gate.run)];
    const row = {
      cells: [{ text: seconds(gate.duration), right: true }],
      text: '',
      notes: [...how, ...command],
    };
    const [facts = ''] = tableLines([row], { ...style, width: Number.POSITIVE_INFINITY });
    const said = gate.passed || gate.tail === '' ? [] : style.block(gate.tail).split('\n');
    return [
      `${mark}  ${style.bold(name)}  ${facts.trim()}`,
      ...said.map((line) => `  ${style.dim('|')} ${line}`),
    ];
  });
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
