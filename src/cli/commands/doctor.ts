import { type DoctorAnswer, runDoctor } from '../../app/run-doctor.ts';
import type { Symptom } from '../../core/check/symptom.ts';
import { withFallback } from '../../core/lease/asker.ts';
import { ok } from '../../core/result.ts';
import { doctorDeps, userAtHost } from '../../wire.ts';
import type { Command } from '../command.ts';
import { readAsked } from '../connect.ts';
import { flag, unwrap } from '../input.ts';
import type { Style } from '../render/style.ts';

export const command: Command = {
  summary: 'check every file and every rule, and mend what can be mended',
  examples: [
    ['lra doctor', 'what is wrong, with file and line; changes nothing'],
    ['lra doctor --fix', 'mend what can be mended, keeping each original beside its file'],
  ],
  options: [{ flags: '--fix', summary: 'mend what can be mended; originals are kept as <file>.<time>.orig' }],
  details: 'Exit code 5 when something is wrong, or still wrong after --fix; warnings alone are 0.',
  async run(context, input) {
    const { startDir, asker } = readAsked(input.options, context.env);
    const deps = unwrap(await doctorDeps({ startDir, asker: withFallback(asker, userAtHost) }));
    const done = await runDoctor(deps, { fix: flag(input, 'fix') });
    if (!done.ok) return done;
    const { findings, fixed, repairs, error } = done.value;
    return ok({
      json: { findings, ...(flag(input, 'fix') ? { fixed, repairs } : {}) },
      text: (style) => lines(done.value, style).join('\n'),
      ...(error ? { failure: error } : {}),
    });
  },
};

function lines({ findings, fixed, repairs }: DoctorAnswer, style: Style): readonly string[] {
  const said = [
    ...fixed.map((symptom) => `${style.green('mended')}   ${style.data(symptom.message)}`),
    ...repairs.map(({ message, original }) => {
      const kept = original === null ? '' : `; the original is ${original}`;
      return `${style.green('did')}      ${style.data(message + kept)}`;
    }),
    ...findings.map((symptom) => finding(symptom, style)),
  ];
  return findings.length === 0 ? [...said, style.green('everything is in order')] : said;
}

function finding({ severity, message, fixable }: Symptom, style: Style): string {
  const word = severity === 'error' ? style.red('error  ') : style.yellow('warning');
  return `${word}  ${style.data(message)}${fixable ? style.dim(' (can be mended)') : ''}`;
}
