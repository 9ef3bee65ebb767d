import type { SplitGuide } from '../../app/split-guide.ts';
import { headline } from './headline.ts';
import type { Style } from './style.ts';

/** What a model reads before it writes a plan: the task, its brief, what is below it, the sizes and the format. */
export function splitGuideText(guide: SplitGuide, style: Style): string {
  const { task, brief, children, sizes, format } = guide;
  const fields = Object.entries(format.fields).map(([name, says]) => `- ${name}: ${says}`);
  const below = children.map(
    ({ id, status, description }) => `- ${id} (${style.data(status)}): ${headline(description, style)}`,
  );
  return [
    style.bold(`Split ${task.id} (${task.output_req}) into parts`),
    style.block(task.description),
    section('Brief', [style.block(brief.trimEnd())], style),
    ...(below.length > 0 ? [section('Parts it has already', below, style)] : []),
    section('Sizes', [`${sizes.join(' ')}, any <n>k, or a number of tokens`], style),
    section(
      'Format',
      ['A JSON array of parts; all of them are created, or none. A part has:', ...fields, 'For example:'],
      style,
    ),
    `[\n${format.example.map((part) => ` ${JSON.stringify(part)}`).join(',\n')}\n]`,
  ].join('\n');
}

function section(title: string, lines: readonly string[], style: Style): string {
  return [`\n${style.bold(title)}`, ...lines].join('\n');
}
