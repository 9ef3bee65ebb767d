import type { TaskGraph } from '../graph/graph.ts';
import type { Asker, Moment } from '../lease/lease.ts';
import type { KeptNotice } from '../run/job.ts';
import { noticesFor } from '../run/notices-for.ts';
import { sizeInTokens } from '../task/size.ts';
import { compose } from './compose.ts';
import type { ContextDocument } from './document.ts';
import { fitEntries } from './fit-entries.ts';
import type { ContextFormat } from './format.ts';
import { groupsOf, noticeGroup } from './groups.ts';
import type { LineSource } from './lines.ts';
import { chooseNext } from './next-step.ts';
import type { Chosen } from './offer.ts';
import { seal } from './seal.ts';
import { survey } from './survey.ts';

/** What is asked, and by whom. */
export interface ContextQuestion {
  readonly project: string;
  readonly asker: Asker;
  readonly moment: Moment;
  /** An output size, as `8k`. */
  readonly outputLimit: string;
  /** Tokens; at least 300, for which there is always something to say. */
  readonly budget: number;
  /** Word of jobs that ended; default none. Of it the answer holds what is for the asker and has room. */
  readonly notices?: readonly KeptNotice[];
}

/** An answer, and the text it was fitted as. */
export interface BuiltContext {
  readonly document: ContextDocument;
  readonly text: string;
}

/** No line of a task is shorter than this, in tokens: bounds how many are looked at. */
const SHORTEST_LINE = 8;

/** Answers where an agent is and what it can take, within the budget as `count` counts the text in this format. */
export function buildContext(
  source: LineSource & { readonly graph: TaskGraph },
  question: ContextQuestion,
  format: ContextFormat,
  counter: (text: string) => number,
): BuiltContext {
  const count = rememberLast(counter);
  const { graph } = source;
  const { asker, moment, outputLimit, budget } = question;
  const limits = { outputLimit: sizeInTokens(outputLimit) ?? 0, most: Math.ceil(budget / SHORTEST_LINE) };
  const found = survey(graph, asker, moment, limits);
  const notices = noticesFor(question.notices ?? [], graph, asker, moment);
  const groups = [...groupsOf(source, found, question.project, moment), noticeGroup(notices)];
  const facts = {
    outputLimit,
    tasks: graph.size,
    statuses: graph.byStatus.size,
    notices: notices.length,
    found,
  };
  const name = { group: 'project', index: 0 };
  for (const { next, shown } of chooseNext(found, asker, facts)) {
    const required = shown ? [name, shown] : [name];
    const render = (chosen: Chosen) => format.document(compose(chosen, facts, next, budget));
    const chosen = fitEntries({ groups, required }, { ...format, render }, budget, count);
    if (chosen) return seal(compose(chosen, facts, next, budget), format.document, count);
  }
  throw new Error(`not even the least of a context fits into ${budget} tokens`);
}

/** The text that was fitted is the first one to seal: counting a whole answer costs about a millisecond. */
function rememberLast(count: (text: string) => number): (text: string) => number {
  let last = { text: '', tokens: 0 };
  return (text) => {
    if (text !== last.text) last = { text, tokens: count(text) };
    return last.tokens;
  };
}
