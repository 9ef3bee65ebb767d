import { BLOCKED } from '../task/task.ts';
import type { DocumentReader } from './document-reader.ts';
import type { Lifecycle } from './lifecycle.ts';

/** One to 64 characters in one line, that begin and end with neither space, dash nor underscore. */
const STATE = /^(?![\s_-])[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,64}(?<![\s_-])$/;

type Transitions = { [state: string]: readonly string[] };

/**
 * Reads the states of a template and how they follow each other, and notes whatever would leave a task stuck: a state
 * that cannot be reached, a transition to nowhere, a life that cannot end. Absent where it cannot be read.
 */
export function checkLifecycle(reader: DocumentReader): Partial<Lifecycle> {
  const before = reader.findings.length;
  const states = checkStates(reader);
  const transitions = checkTransitions(reader, states);
  const claim_state = reader.optionalText('claim_state');
  const failure_states = reader.has('failure_states') ? reader.texts('failure_states') : [];
  // What follows asks about the whole; while a part is wrong its answers would only be echoes of that.
  const isWhole = reader.findings.length === before;
  if (!isWhole || !states || !transitions || claim_state === undefined || !failure_states) return {};
  checkReachable(reader, states, transitions);
  checkEnds(reader, states, transitions);
  checkFailures(reader, states, transitions, failure_states);
  if (claim_state !== null) checkClaimState(reader, states, transitions, claim_state);
  return { states, transitions, claim_state, failure_states };
}

function checkStates(reader: DocumentReader): string[] | undefined {
  const states = reader.texts('states');
  if (!states) return undefined;
  if (states.length === 0) return reader.error(['states'], 'states is empty; the first is the initial one');
  const seen = new Set<string>();
  for (const [i, state] of states.entries()) {
    const path = ['states', i];
    if (state === BLOCKED) reader.error(path, `the state ${BLOCKED} is reserved: lra sets it itself`);
    else if (!STATE.test(state)) reader.error(path, `${JSON.stringify(state)} cannot be the name of a state`);
    else if (seen.has(state)) reader.error(path, `the state ${state} is listed twice`);
    seen.add(state);
  }
  return states;
}

function checkTransitions(reader: DocumentReader, states: string[] | undefined): Transitions | undefined {
  const map = reader.mapping('transitions');
  if (!map || !states) return undefined;
  const known = new Set(states);
  const transitions: [state: string, next: readonly string[]][] = [];
  for (const [state, value] of Object.entries(map)) {
    const path = ['transitions', state];
    if (!known.has(state)) reader.error(path, `transitions names ${state}, which is not in states`);
    const next = reader.textsOf(path, value) ?? [];
    for (const [i, to] of next.entries()) {
      if (known.has(to)) continue;
      reader.error([...path, i], `${state} leads to ${JSON.stringify(to)}, which is not in states`);
    }
    transitions.push([state, next]);
  }
  for (const [i, state] of states.entries()) {
    if (Object.hasOwn(map, state)) continue;
    reader.error(['states', i], `the state ${state} has no entry in transitions (a final one has [])`);
  }
  return Object.fromEntries(transitions);
}

function checkReachable(reader: DocumentReader, states: readonly string[], transitions: Transitions): void {
  const reached = new Set([states[0]!]);
  for (const state of reached) for (const next of transitions[state]!) reached.add(next);
  for (const [i, state] of states.entries()) {
    if (!reached.has(state)) {
      reader.error(['states', i], `the state ${state} cannot be reached from ${states[0]}`);
    }
  }
}

function checkEnds(reader: DocumentReader, states: readonly string[], transitions: Transitions): void {
  const initial = states[0]!;
  if (isFinal(transitions, initial)) {
    reader.error(
      ['states', 0],
      `the initial state ${initial} is final: a task would be finished when it is made`,
    );
  }
  if (!states.some((state) => isFinal(transitions, state))) {
    reader.error(['transitions'], 'every state leads on, so that no task could ever be finished');
  }
}

function checkFailures(
  reader: DocumentReader,
  states: readonly string[],
  transitions: Transitions,
  failures: readonly string[],
): void {
  for (const [i, state] of failures.entries()) {
    const path = ['failure_states', i];
    if (!states.includes(state)) reader.error(path, `the failure state ${state} is not in states`);
    else if (!isFinal(transitions, state)) {
      reader.error(path, `the failure state ${state} must be final, but leads on`);
    }
  }
  const finals = states.filter((state) => isFinal(transitions, state));
  if (finals.length > 0 && finals.every((state) => failures.includes(state))) {
    reader.error(['failure_states'], 'every final state is a failure, so that no task could ever succeed');
  }
}

function checkClaimState(
  reader: DocumentReader,
  states: readonly string[],
  transitions: Transitions,
  claimed: string,
): void {
  const path = ['claim_state'];
  if (!states.includes(claimed)) reader.error(path, `the claim state ${claimed} is not in states`);
  else if (!transitions[states[0]!]!.includes(claimed)) {
    reader.error(path, `the claim state ${claimed} does not follow ${states[0]} in one step`);
  } else if (isFinal(transitions, claimed)) {
    reader.error(path, `the claim state ${claimed} is final: claiming a task would finish it`);
  }
}

function isFinal(transitions: Transitions, state: string): boolean {
  return transitions[state]!.length === 0;
}
