import { type ChosenStep, chooseNext } from '../context/next-step.ts';
import { span } from '../context/span.ts';
import { survey } from '../context/survey.ts';
import { newestEvidence, outcome } from '../gate/evidence.ts';
import type { Gate } from '../gate/gate.ts';
import { gatesOf } from '../gate/gates-of.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { type GraphNode, isOver } from '../graph/node.ts';
import { type Asker, type Lease, leaseState, type Moment } from '../lease/lease.ts';
import type { Entry } from '../record/change.ts';
import { lastCheckpoint, type TaskRecord } from '../record/record.ts';
import { type LogLine, logLineOf } from '../record/summary.ts';
import { sizeInTokens } from '../task/size.ts';
import type { Task } from '../task/task.ts';
import type { DoneLine, FailingGate, HeldTask } from './document.ts';

/** What is read of the project. */
export interface OrientSource {
  readonly graph: TaskGraph;
  task(id: string): Task | undefined;
  record(id: string): TaskRecord;
  entries(): Iterable<Entry>;
}

/** What the project has to say. */
export interface Gathered {
  readonly holds: readonly HeldTask[];
  /** How many are held, those left out included. */
  readonly held: number;
  readonly failing_gates: readonly FailingGate[];
  readonly done: readonly DoneLine[];
  readonly next: readonly ChosenStep[];
}

export interface OrientQuestion {
  readonly asker: Asker;
  readonly moment: Moment;
  /** The gates of the project. */
  readonly gates: readonly Gate[];
}

const OUTPUT_LIMIT = '8k';
const MOST_HELD = 20;
const MOST_DONE = 20;

/** Looks at every task once, and at the history of those that the agent holds or that something was done to of late. */
export function gather(source: OrientSource, { asker, moment, gates }: OrientQuestion): Gathered {
  const { graph } = source;
  const limits = { outputLimit: sizeInTokens(OUTPUT_LIMIT)!, most: MOST_HELD };
  const found = survey(graph, asker, moment, limits);
  const lines = newestLines(source.entries());
  const recent = lines.flatMap(({ tasks }) => tasks.flatMap((id) => graph.find(id) ?? []));
  const concerned = [...new Set([...found.mine.nodes, ...recent])].filter((node) => !isOver(node));
  return {
    holds: found.mine.nodes.map((node) => heldTask(source, node, node.lease!, moment)),
    held: found.mine.total,
    failing_gates: concerned.slice(0, MOST_HELD).flatMap((node) => failing(source, node, gates, moment)),
    done: lines.map((line) => doneLine(line, moment)),
    next: chooseNext(found, asker, { tasks: graph.size, outputLimit: OUTPUT_LIMIT }),
  };
}

function newestLines(entries: Iterable<Entry>): readonly LogLine[] {
  const lines: LogLine[] = [];
  for (const entry of entries) {
    const line = logLineOf(entry);
    if (line) lines.push(line);
    if (lines.length === MOST_DONE) break;
  }
  return lines;
}

function heldTask(source: OrientSource, node: GraphNode, lease: Lease, moment: Moment): HeldTask {
  const since = (at: string) => span(moment.now - Date.parse(at));
  const last = lastCheckpoint(source.record(node.id));
  const isLive = leaseState(lease, moment) === 'claimed';
  return {
    id: node.id,
    description: source.task(node.id)!.description,
    status: node.status,
    held_for: since(lease.claimed_at),
    silent_for: since(lease.last_heartbeat),
    lease_left: isLive ? span(Date.parse(lease.expires_at) - moment.now) : null,
    checkpoint: last && {
      sequence: last.sequence,
      ago: since(last.at),
      note: last.note,
      remaining: last.remaining.join('; '),
    },
  };
}

/** Only gates that the task still has count: one that was taken away, or written anew, says nothing any more. */
function failing(
  source: OrientSource,
  node: GraphNode,
  common: readonly Gate[],
  { now }: Moment,
): readonly FailingGate[] {
  const gates = gatesOf(source.graph.lifecycles(node.template), common);
  if (gates.length === 0) return [];
  const isCurrent = (name: string, run: string) =>
    gates.some((gate) => gate.name === name && gate.run === run);
  return newestEvidence(source.record(node.id))
    .filter(({ passed, name, run }) => !passed && isCurrent(name, run))
    .map((evidence) => ({
      task_id: node.id,
      name: evidence.name,
      outcome: outcome(evidence),
      ago: span(now - Date.parse(evidence.at)),
      said: evidence.tail.trimEnd().split('\n').at(-1) ?? '',
    }));
}

function doneLine({ at, agent, command, summary, note }: LogLine, { now }: Moment): DoneLine {
  return { ago: span(now - Date.parse(at)), agent, command, summary, note };
}
