import fc from 'fast-check';
import { batchClaim } from '../../src/app/batch-claim.ts';
import { batchDelete } from '../../src/app/batch-delete.ts';
import { batchSet } from '../../src/app/batch-set.ts';
import { checkBlockedTasks } from '../../src/app/check-blocked.ts';
import { checkpointTask } from '../../src/app/checkpoint-task.ts';
import { claimNext } from '../../src/app/claim-next.ts';
import { claimTask } from '../../src/app/claim-task.ts';
import { createTask } from '../../src/app/create-task.ts';
import { deleteTask } from '../../src/app/delete-task.ts';
import type { Deps } from '../../src/app/deps.ts';
import { editTaskDependencies } from '../../src/app/edit-dependencies.ts';
import { editTask } from '../../src/app/edit-task.ts';
import { heartbeatTask } from '../../src/app/heartbeat-task.ts';
import { importTasks } from '../../src/app/import-tasks.ts';
import { pauseTask } from '../../src/app/pause-task.ts';
import { publishTask } from '../../src/app/publish-task.ts';
import { releaseTask } from '../../src/app/release-task.ts';
import { resumeAndClaim } from '../../src/app/resume-task.ts';
import { setTaskPriority } from '../../src/app/set-priority.ts';
import { setTaskStatus } from '../../src/app/set-status.ts';
import { splitTask } from '../../src/app/split-task.ts';
import { undoLast } from '../../src/app/undo-last.ts';
import type { Failure } from '../../src/core/failure.ts';
import type { Result } from '../../src/core/result.ts';
import { importText } from './imports.ts';
import type { World } from './world.ts';

type Call = (deps: Deps, wants: Wants) => Promise<Result<unknown, Failure>>;

/** Every use-case that changes something, by its verb. */
export const VERBS = {
  create: (deps, { parent, others, any, ...more }) =>
    createTask(deps, {
      description: more.description,
      parent_id: parent,
      dependencies: others,
      dependency_type: any ? 'any' : 'all',
      template: more.template,
      priority: more.priority,
      output_req: more.size,
      deadline: more.deadline,
    }),
  split: (deps, { id, others, description }) =>
    splitTask(deps, {
      id,
      plan: [
        { desc: description, dependencies: [...others, 'second'] },
        { desc: 'the second part', key: 'second' },
      ],
    }),
  edit: (deps, { id, description, size, deadline }) =>
    editTask(deps, { id, description, output_req: size ?? '8k', deadline: deadline ?? null }),
  priority: (deps, { id, priority }) => setTaskPriority(deps, { id, priority: priority ?? 'P1' }),
  set: (deps, { id, status, force }) => setTaskStatus(deps, { id, status, force }),
  delete: (deps, { id, recursive, force }) => deleteTask(deps, { id, recursive, force }),
  link: (deps, { id, others }) => editTaskDependencies(deps, { id, add: others }),
  unlink: (deps, { id, others }) => editTaskDependencies(deps, { id, remove: others }),
  claim: (deps, { id }) => claimTask(deps, { id }),
  next: (deps, { force, size }) => claimNext(deps, { output_limit: force ? size : undefined }),
  publish: (deps, { id }) => publishTask(deps, { id }),
  release: (deps, { id, force }) => releaseTask(deps, { id, force }),
  pause: (deps, { id, description }) => pauseTask(deps, { id, note: description }),
  resume: (deps, { id }) => resumeAndClaim(deps, { id }),
  checkpoint: (deps, { id, description }) => checkpointTask(deps, { id, note: description }),
  heartbeat: (deps, { id }) => heartbeatTask(deps, { id }),
  batchSet: (deps, { id, others, status, force }) =>
    batchSet(deps, { ids: [id, ...others], status, keepGoing: force }),
  batchClaim: (deps, { id, others, force }) => batchClaim(deps, { ids: [id, ...others], keepGoing: force }),
  batchDelete: (deps, { id, others, force }) => batchDelete(deps, { ids: [id, ...others], keepGoing: force }),
  checkBlocked: (deps) => checkBlockedTasks(deps),
  import: (deps, wants) => importTasks(deps, { text: importText(wants), from: 'beads' }),
  undo: (deps) => undoLast(deps),
} satisfies { [verb: string]: Call };

export type Verb = keyof typeof VERBS;

/** What a verb may be given; each takes of it what it needs. */
export interface Wants<Id = string> {
  readonly id: Id;
  readonly others: readonly Id[];
  readonly parent: Id | null;
  readonly any: boolean;
  readonly force: boolean;
  readonly recursive: boolean;
  readonly status: string;
  readonly template: 'task' | 'fragile' | 'novel-chapter' | undefined;
  readonly priority: 'P0' | 'P1' | 'P2' | 'P3' | undefined;
  readonly size: '4k' | '64k' | undefined;
  readonly deadline: string | undefined;
  readonly description: string;
}

/** What an agent does next. */
export interface Move<Id = string> extends Wants<Id> {
  readonly verb: Verb;
  readonly agent: string;
  /** How far the clock moves before it; backwards, too. */
  readonly minutes: number;
  /** By which of several store objects it is made. */
  readonly hand: number;
}

/** A move that names tasks by number. */
export type DrawnMove = Move<number>;

const ALL = Object.keys(VERBS) as Verb[];
const OPENING: readonly Verb[] = ['create', 'create', 'create', 'create', 'split', 'split', 'import'];
/** What makes other moves possible comes more often. */
const FREQUENT: readonly Verb[] = [
  ...(['claim', 'claim', 'claim', 'claim', 'batchClaim', 'next', 'publish', 'publish'] as const),
  ...(['set', 'set', 'set', 'set', 'undo', 'undo', 'create', 'link'] as const),
];
/** The verbs of who holds a task. */
const HOLDERS: readonly Verb[] = ['publish', 'release', 'pause', 'checkpoint', 'heartbeat', 'set'];
/** Stands for a status that the task may go to. */
const ONWARD = 'onward';
const STATUSES = [
  ...[ONWARD, ONWARD, ONWARD, ONWARD, 'in_progress', 'completed', 'working', 'done', 'dead'],
  ...['revising', 'drafting', 'finalized', 'blocked', 'nonsense'],
];

/** The first tasks, often a tree, come more often: moves that have nothing to do with each other prove little. */
const number = fc.oneof(fc.nat(3), fc.nat(15));

const drawnMove = (verbs: readonly Verb[]): fc.Arbitrary<DrawnMove> =>
  fc.record({
    verb: fc.constantFrom(...verbs),
    agent: fc.constantFrom('ann', 'bob', 'carol'),
    id: number,
    others: fc.uniqueArray(number, { maxLength: 3 }),
    parent: fc.option(number, { freq: 1 }),
    any: fc.boolean(),
    force: fc.boolean(),
    recursive: fc.boolean(),
    status: fc.constantFrom(...STATUSES),
    template: fc.constantFrom(undefined, 'task', 'fragile', 'novel-chapter'),
    priority: fc.constantFrom(undefined, 'P0', 'P1', 'P2', 'P3'),
    size: fc.constantFrom(undefined, '4k', '64k'),
    deadline: fc.constantFrom(undefined, undefined, '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'),
    description: fc.constantFrom('write it', 'read it', 'a\nb', '数据 🦀'),
    minutes: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7, 16, -30),
    hand: fc.nat(5),
  });

const tree = fc.tuple(
  drawnMove(['create']),
  drawnMove(['split']).map((move) => ({ ...move, id: 0, others: [] })),
);

/** A whole game: a small tree, a few more tasks, then anything. */
export const game: fc.Arbitrary<readonly DrawnMove[]> = fc
  .tuple(
    tree,
    fc.array(drawnMove(OPENING), { maxLength: 5, size: 'max' }),
    fc.array(drawnMove([...ALL, ...FREQUENT]), { minLength: 10, maxLength: 30, size: 'max' }),
  )
  .map((parts) => parts.flat());

/**
 * The same move with ids for numbers: mostly of tasks that are here, for the verbs of holders often of one that the
 * agent holds, sometimes of one that is gone.
 */
export function moveOn(drawn: DrawnMove, world: World, gone: readonly string[]): Move {
  const here = world.ids;
  const held = here.filter(
    (id) => HOLDERS.includes(drawn.verb) && world.holds.get(id)?.agent === drawn.agent,
  );
  const pick = (ids: readonly string[], n: number) => ids[n % Math.max(1, ids.length)];
  const idOf = (n: number) => (n === 15 ? pick(gone, drawn.hand) : undefined) ?? pick(here, n) ?? 'task_001';
  const id = (drawn.id < 12 ? pick(held, drawn.id) : undefined) ?? idOf(drawn.id);
  const others = here.length === 0 ? [] : [...new Set(drawn.others.map(idOf))];
  const parent = drawn.parent === null ? null : idOf(drawn.parent);
  const status = drawn.status === ONWARD ? world.onward(id, drawn.hand) : drawn.status;
  return { ...drawn, id, others, parent, status };
}

export function perform(deps: Deps, move: Move): Promise<Result<unknown, Failure>> {
  const call: Call = VERBS[move.verb];
  return call(deps, move);
}
