import { runSystemCheck } from '../../app/system-check.ts';
import { applyTakeover, previewTakeover } from '../../app/take-over.ts';
import type { Report } from '../../core/codebase/report.ts';
import { type Failure, fail } from '../../core/failure.ts';
import { ok } from '../../core/result.ts';
import type { Answer, Command, Input } from '../command.ts';
import { flag, oneOf, option, usage } from '../input.ts';
import { PAGE_FORMATS, type PageFormat, pageAnswer, readPageFormat } from '../page-format.ts';
import { systemCheckText } from '../render/system-check.ts';
import { systemCheckMarkdown } from '../render/system-check-markdown.ts';
import { unkeptText } from '../render/unkept.ts';
import { takenOverAnswer, takeoverPlanAnswer } from '../takeover-answers.ts';

const FAIL_ON = ['incremental'] as const;
type FailOn = (typeof FAIL_ON)[number];

export const command: Command = {
  summary: 'look at the code, and decide whether it is taken over whole or module by module',
  examples: [
    ['lra system-check', 'measure, if the code changed since the last time'],
    ['lra system-check --fail-on incremental --format markdown', 'a step of CI, with a page for its summary'],
    ['lra system-check --plan', 'the tasks that would take the code over'],
    ['lra system-check --apply', 'create them'],
  ],
  options: [
    { flags: '--report', summary: 'show the newest report, whatever changed since' },
    { flags: '--full', summary: 'measure also when nothing changed' },
    { flags: '--format <format>', summary: 'text (default), json or markdown', complete: PAGE_FORMATS },
    { flags: '--fail-on <decision>', summary: 'exit with 1 when it is incremental', complete: FAIL_ON },
    { flags: '--plan', summary: 'print the tasks that would take the code over (full mode only)' },
    { flags: '--apply', summary: 'create them, all or none; an earlier plan that is not finished stands' },
    { flags: '--dry-run', summary: 'the same as --plan' },
  ],
  details:
    'Four measures stand against the thresholds of config.yaml. All pass: the code is taken over whole (full), else module by ' +
    'module (incremental). Where there is nothing to measure, that passes.',
  async run(context, input) {
    const { format, failOn, act, ...asked } = readAsked(input);
    const deps = await context.project();
    const progress = context.progress('source files');
    const warnings: string[] = [];
    const request = {
      ...asked,
      onProgress: (done: number, total: number) => progress.show(done, total),
      onUnkept: (failure: Failure) => warnings.push(unkeptText(failure)),
    };
    const told = (answer: Answer) => ok({ ...answer, warnings });
    try {
      if (act === 'plan') {
        const plan = await previewTakeover(deps, request);
        return plan.ok ? told(takeoverPlanAnswer(plan.value, format)) : plan;
      }
      if (act === 'apply') {
        const applied = await applyTakeover(deps, request);
        return applied.ok ? told(takenOverAnswer(applied.value, format)) : applied;
      }
      const report = await runSystemCheck(deps, request);
      return report.ok ? told(reportAnswer(report.value, format, failOn)) : report;
    } finally {
      progress.end();
    }
  },
};

interface Asked {
  readonly format: PageFormat;
  readonly failOn: FailOn | null;
  readonly act: 'plan' | 'apply' | null;
  readonly full: boolean;
  readonly report: boolean;
}

function readAsked(input: Input): Asked {
  const [full, report, apply] = [flag(input, 'full'), flag(input, 'report'), flag(input, 'apply')];
  const plan = flag(input, 'plan') || flag(input, 'dryRun');
  const decision = option(input, 'failOn');
  const failOn = decision === undefined ? null : oneOf(decision, FAIL_ON, '--fail-on');
  if (full && report) usage('--full measures and --report does not: give one of them');
  if (apply && flag(input, 'plan')) usage('--plan only prints what --apply creates: give one of them');
  const act = plan ? 'plan' : apply ? 'apply' : null;
  if (act && failOn) usage(`--${act} is refused in incremental mode: there is no --fail-on beside it`);
  return { format: readPageFormat(input), failOn, act, full, report };
}

function reportAnswer(report: Report, format: PageFormat, failOn: FailOn | null): Answer {
  const page = {
    key: 'report',
    value: { ...report },
    text: (style: Parameters<typeof systemCheckText>[1]) => systemCheckText(report, style),
    markdown: () => systemCheckMarkdown(report),
  };
  const failure =
    report.decision === failOn
      ? fail('check_failed', `the decision is ${failOn}, which --fail-on does not let pass`, {
          hint: 'the suggestions of the report say what to do',
        })
      : null;
  return { ...pageAnswer(page, format), ...(failure ? { failure } : { next: nextStep(report) }) };
}

function nextStep({ decision, modules }: Report): string {
  if (modules.length === 0) return 'lra create "<description>"';
  return decision === 'full' ? 'lra system-check --plan' : 'lra analyze-module <name>';
}
