import type { Answer, Input, JsonDocument } from './command.ts';
import { oneOf, option } from './input.ts';
import { jsonText } from './render/controls.ts';
import type { Style } from './render/style.ts';

/** What a page can be printed as: for people, as bare JSON, for a Markdown page. */
export const PAGE_FORMATS = ['text', 'json', 'markdown'] as const;
export type PageFormat = (typeof PAGE_FORMATS)[number];

/** The same page in every format. */
export interface Page {
  /** What `--format json` prints; `--json` prints it below this key. */
  readonly key: string;
  readonly value: JsonDocument;
  text(style: Style): string;
  markdown(): string;
}

/** Reads `--format`; stops with usage. */
export function readPageFormat(input: Input): PageFormat {
  return oneOf(option(input, 'format') ?? 'text', PAGE_FORMATS, '--format');
}

/** The page as it was asked for; `--json` goes before `--format`. */
export function pageAnswer(page: Page, format: PageFormat): Pick<Answer, 'json' | 'text'> {
  return { json: { [page.key]: page.value }, text: (style) => pageText(page, format, style) };
}

function pageText({ value, text, markdown }: Page, format: PageFormat, style: Style): string {
  if (format === 'json') return jsonText(value);
  return format === 'markdown' ? markdown() : text(style);
}
