import { CheckpointError, FatalError, type RunError, TransientError } from './errors.ts';
import { retryAfterIn } from './retry-after.ts';

/** What tells one kind of failure: an exit code, or a regular expression (any case) that the output's end matches. */
export interface FailureRule {
  readonly exit_codes: readonly number[];
  readonly patterns: readonly string[];
}

export interface FailureRules {
  readonly transient: FailureRule;
  readonly fatal: FailureRule;
}

/** How an agent ended, as far as that tells why. */
export interface AgentEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why it could not be started; null when it was. */
  readonly startError: { readonly message: string } | null;
  /** The end of its output. */
  readonly tail: string;
}

/** What is said of a checkpoint that cannot be used, by an agent that could not go on from it. */
const CHECKPOINT = /CheckpointError|(?:corrupt|damaged|invalid|cannot (?:read|restore)(?: the)?) checkpoint/i;

/**
 * Why an agent that did not end well failed. What is fatal goes before what may pass, for an exhausted credit is told as
 * a rate limit by some; an end that no rule knows may pass as well.
 */
export function classifyEnd(end: AgentEnd, { transient, fatal }: FailureRules): RunError {
  if (end.startError) return new FatalError(`the agent cannot be started: ${end.startError.message}`);
  const how = endPhrase(end);
  const fatalLine = lineThatMatches(end.tail, fatal.patterns);
  if (fatalLine !== null) return new FatalError(`${how}: ${fatalLine}`);
  if (hasCode(end, fatal)) return new FatalError(withLast(how, end.tail));
  const unusable = lineThatMatches(end.tail, [CHECKPOINT.source]);
  if (unusable !== null) return new CheckpointError(`${how}: ${unusable}`);
  const passing = lineThatMatches(end.tail, transient.patterns);
  const isPassing = passing !== null || hasCode(end, transient);
  const retryAfter = isPassing ? retryAfterIn(end.tail) : null;
  return new TransientError(passing === null ? withLast(how, end.tail) : `${how}: ${passing}`, {
    retryAfter,
  });
}

/** How it ended, in words: `exit code 1`, `ended by SIGKILL`. */
export function endPhrase({ exitCode, signal }: Pick<AgentEnd, 'exitCode' | 'signal'>): string {
  return exitCode === null
    ? `the agent was ended by ${signal ?? 'a signal'}`
    : `the agent ended with exit code ${exitCode}`;
}

function hasCode({ exitCode }: AgentEnd, { exit_codes }: FailureRule): boolean {
  return exitCode !== null && exit_codes.includes(exitCode);
}

/** The last line that one of the patterns matches. */
function lineThatMatches(text: string, patterns: readonly string[]): string | null {
  const expressions = patterns.map((pattern) => new RegExp(pattern, 'i'));
  const line = text.split('\n').findLast((one) => expressions.some((expression) => expression.test(one)));
  return line === undefined ? null : shortLine(line);
}

function withLast(how: string, tail: string): string {
  const last = tail.trimEnd().split('\n').at(-1) ?? '';
  return last.trim() === '' ? how : `${how}: ${shortLine(last)}`;
}

function shortLine(line: string): string {
  const text = line
    .replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '')
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim();
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
