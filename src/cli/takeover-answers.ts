import type { TakeoverAnswer, TakeoverPreview } from '../app/take-over.ts';
import type { Answer } from './command.ts';
import { type PageFormat, pageAnswer } from './page-format.ts';
import { headline } from './render/headline.ts';
import { escapeMarkdown } from './render/markdown.ts';
import type { Style } from './render/style.ts';

/** One task of the tree, whether it is planned or made. */
interface TreeLine {
  readonly name: string;
  readonly description: string;
  readonly dependencies?: readonly string[] | undefined;
}

/** What `system-check --plan` says. */
export function takeoverPlanAnswer({ plan, cut }: TakeoverPreview, format: PageFormat): Answer {
  const { parent, parts } = plan;
  const lines = parts.map(({ module, description, dependencies }) => ({
    name: module,
    description,
    dependencies,
  }));
  return {
    ...treeAnswer({ plan, cut }, parent.description, lines, cut, format),
    next: 'lra system-check --apply',
  };
}

/** What `system-check --apply` says. */
export function takenOverAnswer(answer: TakeoverAnswer, format: PageFormat): Answer {
  const { parent, created, cut, already } = answer;
  const json = { parent, created, cut, ...(already ? { already } : {}) };
  const lines = created.map(({ id, description, dependencies }) => ({ name: id, description, dependencies }));
  const head = `${parent.id}: ${parent.description}${already ? ' (created before, and not finished)' : ''}`;
  return {
    ...treeAnswer(json, head, lines, cut, format),
    next: already ? `lra show ${parent.id}` : 'lra claim --next',
  };
}

function treeAnswer(
  json: Answer['json'],
  head: string,
  lines: readonly TreeLine[],
  cut: TakeoverAnswer['cut'],
  format: PageFormat,
): Pick<Answer, 'json' | 'text'> {
  const notes = cut.map(({ from, to }) => `${from} imports ${to}, which closes a ring: no dependency`);
  const waits = ({ dependencies = [] }: TreeLine) =>
    dependencies.length === 0 ? '' : ` (after ${dependencies.join(', ')})`;
  const page = {
    key: 'plan',
    value: json,
    text: (style: Style) =>
      [
        headline(head, style),
        ...lines.map(
          (line) =>
            `  ${style.bold(style.data(line.name))}: ${headline(line.description, style)}${style.dim(style.data(waits(line)))}`,
        ),
        ...notes.map((note) => style.yellow(style.data(note))),
      ].join('\n'),
    markdown: () =>
      [
        `## ${escapeMarkdown(head)}`,
        '',
        ...lines.map(
          (line) => `- **${escapeMarkdown(line.name)}**: ${escapeMarkdown(line.description + waits(line))}`,
        ),
        ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `> ${escapeMarkdown(note)}`)]),
      ].join('\n'),
  };
  return { json, text: pageAnswer(page, format).text };
}
