import { execFileSync } from 'node:child_process';
import fs, {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { StoreFs } from '../../../src/store/file/fs.ts';
import { attempt, change, listPath, snapshot, tasksOf, threeTasks } from '../../helpers/other-hands.ts';
import { strikingFs } from '../../helpers/store-faults.ts';
import { expectFilesToShow, freshState, newProject, openStore } from '../../helpers/store-folder.ts';
import { add, checkpoint, claim } from '../../helpers/store-moves.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

/** A transaction that writes every kind of file. */
const everything = (draft: Parameters<typeof claim>[0]) => {
  claim(draft, 'task_001', 'ann');
  checkpoint(draft, 'task_002', 1);
  add(draft, { parent_id: 'task_002' });
  draft.remove('task_003');
};

/** As the system would fail: a call on an open file does not know its path. */
function systemError(code: string, call: string, args: readonly unknown[]): Error {
  const [path] = args;
  const where = typeof path === 'string' ? ` '${path}'` : '';
  const error = new Error(`${code}: it cannot be done, ${call.replace('Sync', '')}${where}`);
  return Object.assign(error, {
    code,
    syscall: call.replace('Sync', ''),
    ...(typeof path === 'string' ? { path } : {}),
  });
}

async function callsOfEverything(limits = {}): Promise<readonly string[]> {
  const { dir } = await threeTasks();
  const { fs: counting, calls } = strikingFs(fs, () => {}, null);
  await change(openStore(dir, { fs: counting, limits }), everything);
  return calls;
}

/** The small form strikes at every third call, with one error. */
const STEP = process.env.LRA_TEST_DEEP ? 1 : 3;
const CODES = process.env.LRA_TEST_DEEP ? ['ENOSPC', 'EIO', 'EACCES', 'EROFS'] : ['ENOSPC'];

describe.each(CODES)('%s at any one call', (code) => {
  test.each([
    ['a transaction', {}],
    ['a transaction that makes a base', { tail: 1 }],
  ])('of %s: an io_error with its path and nothing changed, or the transaction whole', async (_, limits) => {
    const calls = await callsOfEverything(limits);
    expect(calls.length).toBeGreaterThan(20);
    for (let at = 1; at <= calls.length; at += STEP) {
      const { dir } = await threeTasks();
      const before = await freshState(dir);
      const failing = strikingFs(
        fs,
        (call, args) => {
          throw systemError(code, call, args);
        },
        { at },
      );
      const store = openStore(dir, { fs: failing.fs, limits });
      const done = await attempt(store, everything);
      await store.close();
      const after = await freshState(dir);
      const place = `call ${at}: ${calls[at - 1]}`;
      if (done.ok) {
        expect(after.tasks.length, place).toBe(3);
        expect(after.leases.length, place).toBe(1);
      } else {
        expect(done.failure, place).toMatchObject({
          code: 'io_error',
          data: { path: expect.stringContaining(dir) },
        });
        expect(done.failure.message, place).toContain(dir);
        expect(after, place).toEqual(before);
        expect(readdirSync(join(dir, 'journal/tmp')), place).toEqual([]);
        expectFilesToShow(dir, before);
      }
      const again = openStore(dir);
      await change(again, (draft) => void add(draft));
      await again.close();
      const state = await freshState(dir);
      expect(state.tasks.length, place).toBe(4);
      expectFilesToShow(dir, state);
    }
  });
});

test('what a transaction could not put in place is put there by the next', async () => {
  const calls = await callsOfEverything();
  const at = calls.findIndex((call) => /^renameSync .*tasks\/task_003\.md$/.test(call)) + 1;
  expect(at).toBeGreaterThan(0);
  const { dir } = await threeTasks();
  const failing = strikingFs(
    fs,
    (call, args) => {
      throw systemError('EIO', call, args);
    },
    { at },
  );
  await change(openStore(dir, { fs: failing.fs }), everything);
  expect(existsSync(join(dir, 'tasks/task_003.md'))).toBe(true);
  await change(openStore(dir), (draft) => void add(draft));
  expect(existsSync(join(dir, 'tasks/task_003.md'))).toBe(false);
});

/** A file system on which nothing can be changed. */
function readOnly(): StoreFs {
  const refuse =
    (call: string) =>
    (...args: unknown[]) => {
      throw systemError('EROFS', call, args);
    };
  const openSync = ((path: string, flags: string | number, mode?: number) => {
    if (typeof flags === 'string' && flags !== 'r') throw systemError('EROFS', 'openSync', [path]);
    return fs.openSync(path, flags, mode);
  }) as StoreFs['openSync'];
  const calls = [
    'linkSync',
    'mkdirSync',
    'renameSync',
    'rmdirSync',
    'unlinkSync',
    'utimesSync',
    'writeSync',
    'fsyncSync',
  ];
  return { ...fs, ...Object.fromEntries(calls.map((call) => [call, refuse(call)])), openSync };
}

test.each([
  ['', false],
  [' without a log', true],
])(
  'a project%s on a read-only file system can be read, and says so when it is to be written',
  async (_, isFresh) => {
    const { dir, store } = await threeTasks();
    await change(store, (draft) => claim(draft, 'task_001', 'ann'));
    const expected = await tasksOf(store);
    if (isFresh) rmSync(join(dir, 'journal'), { recursive: true });
    const before = snapshot(dir);
    const there = openStore(dir, { fs: readOnly() });
    expect(await tasksOf(there)).toEqual(expected);
    const done = await attempt(there, everything);
    expect(done).toMatchObject({ ok: false, failure: { code: 'io_error' } });
    if (!done.ok) expect(done.failure.message).toContain(join(dir, 'journal'));
    expect(snapshot(dir)).toEqual(before);
  },
);

test('a list that other hands changed is read on a read-only file system as well', async () => {
  const { dir } = await threeTasks();
  writeFileSync(listPath(dir), readFileSync(listPath(dir), 'utf8').replace('does task_001', 'by hand'));
  expect((await tasksOf(openStore(dir, { fs: readOnly() }))).task_001!.description).toBe('by hand');
});

test.each(['task_list.json', 'locks.json', 'records/task_001.json'])(
  '%s that was made read-only is refused, and let be',
  async (name) => {
    const { dir, store } = await threeTasks();
    await change(store, (draft) => claim(draft, 'task_002', 'bob'));
    chmodSync(join(dir, name), 0o444);
    const before = snapshot(dir);
    const done = await attempt(openStore(dir), everything);
    expect(done).toMatchObject({
      ok: false,
      failure: {
        code: 'io_error',
        message: `${join(dir, name)}: is read-only`,
        data: { path: join(dir, name) },
      },
    });
    expect(snapshot(dir)).toEqual(before);
    expect((await tasksOf(openStore(dir))).task_002!.status).toBe('in_progress');
  },
);

/** Moves a file or folder out of the project and puts a link to it in its place. */
function replaceByLink(dir: string, name: string): void {
  const elsewhere = join(dir, '..', name.replace('/', '-'));
  renameSync(join(dir, name), elsewhere);
  symlinkSync(elsewhere, join(dir, name));
}

test.each([
  'task_list.json',
  'locks.json',
  'records/task_001.json',
  'records',
  'tasks',
  'journal',
  'journal/tmp',
])('%s that is a link is not written through', async (name) => {
  const { dir, store } = await threeTasks();
  await change(store, (draft) => claim(draft, 'task_002', 'bob'));
  replaceByLink(dir, name);
  const before = snapshot(join(dir, '..'));
  const done = await attempt(openStore(dir), everything);
  const path = join(dir, name);
  expect(done).toMatchObject({
    ok: false,
    failure: { code: 'io_error', message: `${path}: is a symbolic link`, data: { path } },
  });
  expect(snapshot(join(dir, '..'))).toEqual(before);
});

test('a brief that is a link is not read, and not written', async () => {
  const { dir } = await threeTasks();
  replaceByLink(dir, 'tasks/task_001.md');
  const read = await openStore(dir).read({ kind: 'project' }, (view) => view.brief('task_001'));
  expect(read).toMatchObject({ ok: false, failure: { code: 'io_error' } });
});

test('a folder where a file belongs is refused', async () => {
  const { dir } = await threeTasks();
  rmSync(listPath(dir));
  mkdirSync(listPath(dir));
  const read = await openStore(dir).read({ kind: 'project' }, () => null);
  expect(read).toMatchObject({
    ok: false,
    failure: { code: 'io_error', message: `${listPath(dir)}: is not a file` },
  });
});

test('the folder of the project itself may be a link: that is where its owner put it', async () => {
  const { dir } = await threeTasks();
  const link = join(tempFolder(), 'link');
  symlinkSync(dir, link);
  const there = openStore(link);
  await change(there, (draft) => void add(draft));
  expect(Object.keys(await tasksOf(openStore(dir)))).toHaveLength(4);
});

/** Mounts a file system of half a megabyte; null where that is not allowed. */
function smallDisk(): string | null {
  const disk = tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
  return disk;
}

test('a disk that is really full: an io_error, nothing lost, and on with it when there is room', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (disk === null) return skip('mounting a small disk needs root and a system that lets it');
  const dir = newProject(join(disk, 'project'));
  const store = openStore(dir);
  await change(store, (draft) => void add(draft));
  const before = await freshState(dir);
  const ballast = join(disk, 'ballast');
  try {
    for (;;) fs.appendFileSync(ballast, Buffer.alloc(4096));
  } catch {}
  const done = await attempt(openStore(dir), (draft) => void add(draft, { description: 'x'.repeat(9000) }));
  expect(done).toMatchObject({ ok: false, failure: { code: 'io_error', data: { errno: 'ENOSPC' } } });
  if (!done.ok) expect(done.failure.message).toContain(dir);
  expect(await freshState(dir)).toEqual(before);
  rmSync(ballast);
  await change(openStore(dir), (draft) => void add(draft));
  expect(existsSync(join(dir, 'tasks/task_002.md'))).toBe(true);
  expectFilesToShow(dir, await freshState(dir));
  copyFileSync(listPath(dir), `${listPath(dir)}.copy`);
});
