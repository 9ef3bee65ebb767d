import { analyzeModule } from '../../app/analyze-module.ts';
import type { ModuleAnalysis } from '../../core/analysis/document.ts';
import { ok } from '../../core/result.ts';
import type { Command } from '../command.ts';
import { argument, integer } from '../input.ts';
import { PAGE_FORMATS, type Page, pageAnswer, readPageFormat } from '../page-format.ts';
import { analysisMarkdown, analysisText } from '../render/analysis.ts';
import { jsonText } from '../render/controls.ts';
import type { Style } from '../render/style.ts';

const FARTHEST = 20;

export const command: Command = {
  summary: 'all there is to know of one module before you work on it',
  examples: [
    ['lra analyze-module parser', 'its files, functions, imports, tests, documentation, commits and tasks'],
    ['lra analyze-module parser --depth 3', 'with the modules that it reaches over three imports'],
    ['lra analyze-module parser --budget 1000 --json', 'in 1,000 tokens at most, for a program'],
  ],
  arguments: [{ name: 'name', summary: 'the module, as lra system-check names it', complete: 'module' }],
  options: [
    { flags: '--depth <n>', summary: 'how far imports are followed, both ways (1)' },
    { flags: '--budget <tokens>', summary: 'how long the answer may be (4000)' },
    { flags: '--format <format>', summary: 'text (default), json or markdown', complete: PAGE_FORMATS },
  ],
  details: `The answer stays within the budget: the least important lines are dropped, and it says how many.`,
  async run(context, input) {
    const name = argument(input, 'name');
    const format = readPageFormat(input);
    const depth = integer(input, 'depth', { min: 1, max: FARTHEST, fallback: 1 });
    const budget = integer(input, 'budget', { min: 300, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
    const progress = context.progress('source files');
    const write = (analysis: ModuleAnalysis) => {
      const { json, text } = pageAnswer(pageOf(analysis), format);
      return `${context.json ? jsonText({ ok: true, ...json }) : text(context.style)}\n`;
    };
    const done = await analyzeModule(await context.project(), {
      name,
      depth,
      ...(budget === 0 ? {} : { budget }),
      write,
      onProgress: (files, total) => progress.show(files, total),
    });
    progress.end();
    return done.ok ? ok(pageAnswer(pageOf(done.value), format)) : done;
  },
};

function pageOf(analysis: ModuleAnalysis): Page {
  return {
    key: 'module',
    value: { ...analysis },
    text: (style: Style) => analysisText(analysis, style),
    markdown: () => analysisMarkdown(analysis),
  };
}
