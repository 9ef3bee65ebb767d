import { err, ok, type Result } from '../result.ts';
import { type Fields, quote, type Reader, readName } from '../task/fields.ts';

/** How far the work on a task is, as its agent last said. */
export interface Progress {
  readonly task_id: string;
  readonly step: number;
  readonly total: number;
  readonly description: string | null;
  /** Who said so, and when; UTC, ISO 8601. */
  readonly agent: string;
  readonly at: string;
  /** The last steps of this run of the work, the oldest first: what the time left is worked out from. */
  readonly marks: readonly ProgressMark[];
}

export interface ProgressMark {
  readonly step: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Progress as people and programs see it. */
export interface ProgressJson extends Pick<Progress, 'step' | 'total' | 'description' | 'agent' | 'at'> {
  /** 0 to 100, rounded down: 100 only when all is done. */
  readonly percent: number;
  /** Milliseconds from now, at the pace of the last steps; null while there is no pace, and when it should be over. */
  readonly time_left: number | null;
}

export type ProgressReport = Pick<Progress, 'step' | 'total' | 'description'>;

const MOST_STEPS = 1_000_000_000;
const MARKS_KEPT = 20;

/** What an agent may say of its progress. */
export const PROGRESS = { step: readStep, total: readTotal, description: readRemark };

/** The fields of a report that are checked by themselves; a step beyond the total is not among them. */
export type ProgressFields = Fields<typeof PROGRESS>;

/** Puts together a report; the failure says in one clause what is wrong with it. */
export function progressReport({ step, total, description }: ProgressFields): Result<ProgressReport, string> {
  if (step === undefined || total === undefined) return err('progress is a step and a total, such as 3/10');
  if (step > total) return err(`step ${step} is beyond the total, ${total}`);
  return ok({ step, total, description: description ?? null });
}

/** The progress after a report. Work that starts over, or turns out to be of another size, gets a pace of its own. */
export function advanced(
  before: Progress | null,
  report: ProgressReport,
  by: { readonly task_id: string; readonly agent: string; readonly now: number },
): Progress {
  const goesOn = before !== null && before.total === report.total && before.step <= report.step;
  const mark = { step: report.step, at: by.now };
  const marks = goesOn ? [...before.marks, mark].slice(-MARKS_KEPT) : [mark];
  return { ...report, task_id: by.task_id, agent: by.agent, at: new Date(by.now).toISOString(), marks };
}

/** How far the work is, with what is left of it at this moment; milliseconds since the epoch. */
export function progressJson(progress: Progress, now: number): ProgressJson {
  const { step, total, description, agent, at } = progress;
  const percent = Math.floor((step / total) * 100);
  return { step, total, description, percent, time_left: timeLeft(progress, now), agent, at };
}

function timeLeft({ step, total, marks, at }: Progress, now: number): number | null {
  if (step === total) return 0;
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || last.step <= first.step || last.at <= first.at) return null;
  const pace = (last.at - first.at) / (last.step - first.step);
  const left = Math.round((total - step) * pace - Math.max(0, now - Date.parse(at)));
  return left > 0 ? left : null;
}

function readStep(value: unknown): ReturnType<Reader<number>> {
  return isWhole(value) ? ok(value) : err(`a step is a whole number, 0 or more, not ${quote(value)}`);
}

function readTotal(value: unknown): ReturnType<Reader<number>> {
  return isWhole(value) && value > 0
    ? ok(value)
    : err(`a total is a whole number from 1 to ${MOST_STEPS}, not ${quote(value)}`);
}

function readRemark(value: unknown): ReturnType<Reader<string>> {
  return readName(value, 'a description of progress');
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MOST_STEPS;
}
