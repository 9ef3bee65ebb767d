import type { ShownTemplate } from '../../app/template-show.ts';
import type { ValidatedTemplate } from '../../app/template-validate.ts';
import { allowedNext, type Lifecycle } from '../../core/template/lifecycle.ts';
import type { TemplateInfo } from '../../ports/templates.ts';
import { fold } from './fold.ts';
import type { Style } from './style.ts';

/** A line for each template: its name, whose it is, its states, what it is for. */
export function templateRows(templates: readonly TemplateInfo[], style: Style): string[] {
  const widest = Math.max(...templates.map(({ name }) => name.length));
  return templates.map(({ name, origin, valid, states, description }) => {
    const about = valid
      ? `${style.cyan(style.data(states.join(', ')))}  ${style.data(description)}`
      : style.red('cannot be used');
    const whose = style.dim(origin.padEnd('project'.length));
    return fold(`${style.bold(name.padEnd(widest))}  ${whose}  ${about}`, style);
  });
}

/** A template for reading: what it is for, how its states follow each other, and its text. */
export function templateText({ template, path }: ShownTemplate, style: Style): string {
  const { name, version, description, source } = template;
  return [
    `${style.bold(name)} ${style.dim(style.data(version))}  ${style.data(description)}`,
    style.dim(path === null ? 'ships with lra' : style.data(path)),
    ...stateLines(template, style),
    '',
    style.block(source.trimEnd()),
  ].join('\n');
}

/** What is wrong with each template, by line; a short word for those that are sound. */
export function validationLines(templates: readonly ValidatedTemplate[], style: Style): string[] {
  if (templates.length === 0) return ['the project has no templates of its own'];
  return templates.flatMap(({ name, path, findings }) => {
    if (findings.length === 0) return [`${style.bold(name)}: ${style.green('sound')}`];
    return findings.map(({ severity, message, line }) => {
      const word = severity === 'error' ? style.red(severity) : style.yellow(severity);
      return `${style.data(path ?? name)}${line === null ? '' : `:${line}`}: ${word}: ${style.data(message)}`;
    });
  });
}

function stateLines(lifecycle: Lifecycle, style: Style): string[] {
  return lifecycle.states.map((state) => {
    const next = allowedNext(lifecycle, state);
    const claimed = state === lifecycle.claim_state ? style.dim(' (when claimed)') : '';
    const over = lifecycle.failure_states.includes(state) ? 'failed' : 'finished';
    return `  ${style.cyan(style.data(state))}${claimed} → ${next.length > 0 ? style.data(next.join(', ')) : over}`;
  });
}
