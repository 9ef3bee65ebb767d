import { catalog, GROUPS } from './catalog.ts';
import type { Answer, Command, OptionSpec } from './command.ts';
import { GLOBAL_OPTIONS, VERSION_OPTION } from './globals.ts';
import { usageLine, written } from './grammar.ts';
import { styleFor } from './render/ansi.ts';
import type { Style } from './render/style.ts';
import { wrap } from './render/wrap.ts';

type Row = readonly [left: string, right: string];

/** A part of a help page: a heading over rows of two columns, or over text. */
export interface Section {
  readonly heading: string;
  readonly rows?: readonly Row[];
  readonly text?: string;
}

const WIDEST_LEFT = 48;
/** A right column that is narrower than this is hard to read: it goes below the left one. */
const NARROWEST_RIGHT = 24;

const FIRST_STEPS: Section = {
  heading: 'Examples',
  rows: [
    ['lra init', 'start a project in this folder'],
    ['lra create "Write the parser"', 'add a task'],
    ['lra context', 'where things stand, and what to take'],
    ['lra claim --next', 'take the best task that is ready'],
    ['lra set task_001 completed', 'finish it; what waited for it is unblocked'],
  ],
};

const MORE: Section = {
  heading: 'More',
  rows: [
    ['lra help <command>', 'examples, arguments and options of a command'],
    ['lra guide', 'how to work with lra, on one page'],
  ],
};

/** What `lra` alone says: the first steps and the commands. */
export function shortHelp(): readonly Section[] {
  return [FIRST_STEPS, ...commandGroups(), MORE];
}

/** The help of lra itself. */
export function topHelp(): readonly Section[] {
  return [
    FIRST_STEPS,
    { heading: 'Usage', text: 'lra <command> [options]' },
    ...commandGroups(),
    optionRows('Global options', [...GLOBAL_OPTIONS, VERSION_OPTION]),
    MORE,
  ];
}

/** The help of one command; `path` holds its names. */
export function commandHelp(path: readonly string[], command: Command): readonly Section[] {
  const title = ['lra', ...path].join(' ');
  const { summary, examples, arguments: args = [], options = [], subcommands = {}, details } = command;
  const usage = command.run ? usageLine({ title, arguments: args }) : `${title} <command> [options]`;
  const below = Object.entries(subcommands);
  const sections: readonly Section[] = [
    { heading: 'Examples', rows: examples },
    { heading: 'Usage', text: `${usage}\n${summary}` },
    { heading: 'Commands', rows: below.map(([name, sub]) => [name, sub.summary]) },
    { heading: 'Arguments', rows: args.map((spec) => [written(spec), spec.summary]) },
    optionRows('Options', options),
    { heading: 'Details', text: details ?? '' },
    optionRows('Global options', GLOBAL_OPTIONS),
  ];
  return sections.filter(({ rows, text }) => text || (rows && rows.length > 0));
}

/** A help page as an answer. */
export function helpAnswer(sections: readonly Section[]): Answer {
  const text = (style: Style) => sections.map((section) => sectionText(section, style)).join('\n\n');
  return { json: { help: text(styleFor(false, Number.POSITIVE_INFINITY)) }, text };
}

function commandGroups(): readonly Section[] {
  return GROUPS.map((group) => ({
    heading: group,
    rows: Object.entries(catalog).flatMap(([name, entry]) =>
      entry.group === group ? [[name, entry.summary] as const] : [],
    ),
  }));
}

function optionRows(heading: string, options: readonly OptionSpec[]): Section {
  return {
    heading,
    rows: options.map(({ flags, summary, repeat }) => [
      flags.startsWith('--') ? `    ${flags}` : flags,
      repeat ? `${summary}; may be repeated` : summary,
    ]),
  };
}

function sectionText({ heading, rows = [], text }: Section, style: Style): string {
  const lefts = rows.map(([left]) => left.length).filter((width) => width <= WIDEST_LEFT);
  const width = Math.max(0, ...lefts);
  const body = text
    ? text.split('\n').flatMap((line) => wrap(line, style.width - 2).map((part) => part && `  ${part}`))
    : rows.flatMap((row) => rowLines(row, width, style));
  return [style.bold(heading), ...body].join('\n');
}

/** A row as lines no wider than the style's: the right column beside the left one, or below it where it has no room. */
function rowLines([left, right]: Row, width: number, style: Style): readonly string[] {
  const isNarrow = style.width - width - 4 < NARROWEST_RIGHT;
  const indent = isNarrow ? 6 : width + 4;
  const lines = wrap(right, style.width - indent).map((line) => ' '.repeat(indent) + line);
  if (isNarrow || left.length > width) return [`  ${style.cyan(left)}`, ...lines];
  const [first = '', ...more] = lines;
  return [`  ${style.cyan(left)}${' '.repeat(width - left.length)}  ${first.slice(indent)}`, ...more];
}
