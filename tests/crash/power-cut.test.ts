import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft } from '../../src/core/record/draft.ts';
import { createFileStore } from '../../src/store/file/file-store.ts';
import { DEFAULT_LIMITS } from '../../src/store/file/limits.ts';
import { type Choose, Disk } from '../helpers/store-disk.ts';
import { strikingFs } from '../helpers/store-faults.ts';
import { expectStateOfHistory } from '../helpers/store-history.ts';
import { add, checkpoint, claim, finish } from '../helpers/store-moves.ts';
import { head, run } from '../helpers/store-scenarios.ts';
import { countingIds, lifecycles, type StoreState } from '../helpers/store-state.ts';

const MOVES: readonly ((draft: Draft) => unknown)[] = [
  (draft) => add(draft),
  (draft) => add(draft, { dependencies: ['task_001'], description: 'long '.repeat(3000) }),
  (draft) => claim(draft, 'task_001', 'bob'),
  (draft) => checkpoint(draft, 'task_001', draft.generation),
  (draft) => finish(draft, 'task_001'),
  (draft) => draft.update('task_001', { description: `version ${draft.generation} `.repeat(1500) }),
  (draft) => {
    const last = draft.graph.nodes.at(-1)!;
    if (last.id !== 'task_001') draft.remove(last.id);
  },
  (draft) => draft.addBrief(draft.graph.nodes.at(-1)!.id, 'never written'),
];

class PowerCut extends Error {}

let made = 0;

/** Each disk has a folder of its own: what remembers locks by their path in this process must not mix them up. */
function newDisk() {
  const disk = new Disk();
  const dir = `/project-${++made}`;
  disk.fs.mkdirSync(dir, { recursive: true });
  const fd = disk.fs.openSync(`${dir}/task_list.json`, 'wx');
  disk.fs.writeSync(fd, Buffer.from('{"schema_version":1,"counters":{},"tasks":[\n]}\n'));
  for (const path of [`${dir}/task_list.json`, dir, '/']) disk.fs.fsyncSync(disk.fs.openSync(path, 'r'));
  return { disk, dir };
}

function open(dir: string, fs: Disk['fs'], tail: number, names: string) {
  const limits = { ...DEFAULT_LIMITS, tail };
  return createFileStore({ dir, lifecycles, ids: countingIds(names), fs, limits, isFromGit: () => false });
}

/** Runs transactions until the power is cut at the n-th change of the disk; tells which were acknowledged. */
async function runUntilCut(
  dir: string,
  disk: Disk,
  moves: readonly number[],
  tail: number,
  at: number,
  names: string,
) {
  const cut = () => {
    throw new PowerCut();
  };
  let isCut = false;
  let isOver = false;
  const striking = strikingFs(disk.fs, cut, { at });
  // Once the power is gone, nothing works any more.
  const fs = new Proxy(striking.fs, {
    get: (target, name: keyof typeof striking.fs) => {
      const call = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        // The lock library looks after its lock on a timer, and must find nothing there.
        if (isOver && String(args[0]).endsWith('/lock')) throw Object.assign(new Error(), { code: 'ENOENT' });
        if (isCut) cut();
        try {
          return call(...args);
        } catch (error) {
          isCut ||= error instanceof PowerCut;
          throw error;
        }
      };
    },
  });
  const store = open(dir, { ...fs, ...bound(fs) }, tail, names);
  let acked = 0;
  try {
    for (const move of moves) {
      const act = (draft: Draft) => {
        MOVES[move]!(draft);
        return draft.changes.length > 0;
      };
      if (await run(store, act, head(`${names}.${acked}`))) acked++;
    }
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  isOver = true;
  return { acked, isCut };
}

/** The lock library copies the functions out of the object it is given. */
function bound(fs: Disk['fs']): Disk['fs'] {
  return Object.fromEntries(
    Object.keys(new Disk().fs).map((name) => [name, fs[name as keyof Disk['fs']]]),
  ) as unknown as Disk['fs'];
}

async function expectKept(
  dir: string,
  disk: Disk,
  tail: number,
  acked: number,
  names: string,
): Promise<StoreState> {
  const lock = `${dir}/journal/lock`;
  // The reboot took longer than a lock lives.
  if (disk.fs.existsSync(lock)) disk.fs.utimesSync(lock, new Date(0), new Date(0));
  const store = open(dir, disk.fs, tail, `${names}r`);
  const state = await expectStateOfHistory(store);
  const commands = state.entries
    .map((entry) => entry.split(' ')[1]!)
    .filter((command) => command.startsWith(names));
  expect(
    commands.length === acked || commands.length === acked + 1,
    `${acked} acknowledged, ${commands.length} kept`,
  ).toBe(true);
  expect(commands.toReversed()).toEqual(commands.map((_, n) => `${names}.${n}`));
  return state;
}

interface Story {
  readonly first: readonly number[];
  /** Whether only the process dies at first: nothing is lost then until the power is cut under the one that goes on. */
  readonly isKill: boolean;
  readonly second: readonly number[];
  readonly tail: number;
  /** At which change of the disk the first and the second are cut off. */
  readonly at: number;
  readonly againAt: number;
}

async function play({ first, isKill, second, tail, at, againAt }: Story, choose: Choose): Promise<void> {
  const { disk, dir } = newDisk();
  const one = await runUntilCut(dir, disk, [0, ...first], tail, at, 'a');
  const rebooted = isKill ? disk : disk.afterPowerCut(choose);
  const before = await expectKept(dir, rebooted, tail, one.acked, 'a');
  if (before.tasks.length === 0) return;
  const two = await runUntilCut(dir, rebooted, second, tail, againAt, 'b');
  const again = rebooted.afterPowerCut(choose);
  const after = await expectKept(dir, again, tail, two.acked, 'b');
  await expectKept(dir, again, tail, one.acked, 'a');
  // What a process could not acknowledge before it was killed is kept once others built on it.
  if (!isKill || two.acked > 0) expect(after.entries.slice(-before.entries.length)).toEqual(before.entries);
  const store = open(dir, again.fs, 1, 'c');
  const fold = (draft: Draft) => draft.addRecord('task_001', { folded: true });
  await run(store, fold, head('fold'));
  await run(store, fold, head('fold'));
  expect((await expectStateOfHistory(store)).entries).toHaveLength(after.entries.length + 2);
}

/** As many runs as there is time for: each is another cut. */
const [numRuns, seconds] = process.env.LRA_TEST_DEEP ? [5000, 120] : [300, 20];

test('what was acknowledged survives power cuts, whichever of the rest is lost', async () => {
  const move = fc.nat(MOVES.length - 1);
  const story = fc.record({
    first: fc.array(move, { minLength: 1, maxLength: 9 }),
    isKill: fc.boolean(),
    second: fc.array(move, { maxLength: 5 }),
    tail: fc.constantFrom(1, 3, 64),
    at: fc.integer({ min: 1, max: 250 }),
    againAt: fc.integer({ min: 1, max: 200 }),
  });
  const losses = fc.array(fc.nat(1000), { minLength: 80, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(story, losses, (told, numbers) => {
      let drawn = 0;
      return play(told, (n) => numbers[drawn++ % numbers.length]! % n);
    }),
    { numRuns, endOnFailure: true, interruptAfterTimeLimit: seconds * 1000 },
  );
});

const EXTREMES: { readonly [what: string]: Choose } = { nothing: () => 0, everything: (n) => n - 1 };

test.each(Object.entries(EXTREMES))(
  'cut at every change, with %s of the rest kept',
  async (_what, choose) => {
    for (let at = 1; at <= 60; at++) {
      for (const isKill of [false, true])
        await play({ first: [2, 5], isKill, second: [5, 4], tail: 64, at, againAt: 1000 }, choose);
    }
  },
);
