import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { TaskRecord } from '../record/record.ts';
import type { Evidence } from './gate.ts';

/** How much of a gate's output is kept in the task's record. */
const LINES_KEPT = 20;
const CHARACTERS_KEPT = 2000;

/** Colours and other commands to a terminal: ESC with what belongs to it. */
const TERMINAL_COMMANDS = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** The last lines of an output, at most 20 with 2,000 characters, without colours. */
export function lastLines(output: string): string {
  const plain = output.replace(TERMINAL_COMMANDS, '').replaceAll('\r\n', '\n').trimEnd();
  const lines = plain.split('\n').slice(-LINES_KEPT);
  const text = lines.join('\n');
  if (text.length <= CHARACTERS_KEPT) return text;
  const end = text.slice(1 - CHARACTERS_KEPT);
  return `…${/^[\udc00-\udfff]/.test(end) ? end.slice(1) : end}`;
}

/** What a task's record keeps of a run of its gates. */
export function gatesRecord(evidence: readonly Evidence[], skipped: readonly string[]): JsonObject {
  const gates = evidence as unknown as JsonValue;
  return skipped.length === 0 ? { gates } : { gates, gates_skipped: [...skipped] };
}

/** The newest outcome of each gate that a task's record tells of, the newest first. */
export function newestEvidence({ entries }: TaskRecord): readonly Evidence[] {
  const newest = new Map<string, Evidence>();
  for (const { record = [] } of entries.toReversed()) {
    for (const one of record.toReversed()) {
      for (const evidence of evidenceIn(one))
        if (!newest.has(evidence.name)) newest.set(evidence.name, evidence);
    }
  }
  return [...newest.values()];
}

/** What a run of gates showed, in a few words; null for a record of something else. */
export function gatesPhrase(record: JsonObject): string | null {
  if (!Array.isArray(record.gates)) return null;
  const said = evidenceIn(record).map((evidence) => `${evidence.name} ${outcome(evidence)}`);
  const skipped = Array.isArray(record.gates_skipped) ? record.gates_skipped : [];
  return `gates: ${[...said, ...skipped.map((name) => `${name} skipped`)].join(', ')}`;
}

/** How a gate ended, in words: `passed`, `failed with exit code 1`, `was ended after 600 s`. */
export function outcome({ passed, exit_code, timed_out, duration }: Evidence): string {
  if (passed) return 'passed';
  if (timed_out) return `was ended after ${Math.round(duration / 1000)} s`;
  return exit_code === null ? 'failed' : `failed with exit code ${exit_code}`;
}

/** A record may have come with a repository: what has not the form of evidence is none. */
function evidenceIn({ gates }: JsonObject): readonly Evidence[] {
  const found = Array.isArray(gates) ? gates.filter(isEvidence) : [];
  return found as unknown as readonly Evidence[];
}

function isEvidence(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    [value.name, value.run, value.tail, value.at].every((text) => typeof text === 'string') &&
    typeof value.passed === 'boolean' &&
    typeof value.duration === 'number' &&
    (value.exit_code === null || typeof value.exit_code === 'number')
  );
}
