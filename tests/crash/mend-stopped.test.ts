import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFileDoctor } from '../../src/store/file/file-doctor.ts';
import { realFs, type StoreFs } from '../../src/store/file/fs.ts';
import { change, commit, committed, snapshot } from '../helpers/other-hands.ts';
import { type Place, strikingFs } from '../helpers/store-faults.ts';
import { openStore } from '../helpers/store-folder.ts';
import { add, finish } from '../helpers/store-moves.ts';
import { head } from '../helpers/store-scenarios.ts';
import { countingIds, lifecycles } from '../helpers/store-state.ts';
import { git, tempFolder } from '../helpers/temp-folder.ts';

const PROJECT = '.long-run-agent';

/** Of the calls that change something on disk, each so many-th is one to stop at. */
const STEP = 5;

/** A repository in which a merge waits: both branches drew task_003, with a child, and changed task_001. */
async function conflicting(): Promise<string> {
  const { repo, dir } = await committed();
  git(repo, 'branch', 'theirs');
  const work = async (created_by: string, day: string) => {
    const own = { created_by, description: created_by, created_at: `2026-02-${day}T00:00:00.000Z` };
    await change(openStore(dir, { isFromGit: () => true }), (draft) => {
      const id = add(draft, own);
      add(draft, { ...own, parent_id: id });
      add(draft, { ...own, dependencies: [id] });
      if (created_by === 'bob') finish(draft, 'task_001');
      else draft.update('task_001', { labels: ['x'] });
    });
    commit(repo);
  };
  await work('ann', '01');
  git(repo, 'checkout', '--quiet', '--force', 'theirs');
  await work('bob', '02');
  git(repo, 'checkout', '--quiet', '--force', 'main');
  expect(() => git(repo, 'merge', '--quiet', 'theirs')).toThrow();
  return repo;
}

async function mend(repo: string, fs: StoreFs, name = 'doctor'): Promise<void> {
  const dir = join(repo, PROJECT);
  const ids = countingIds(name);
  const done = await createFileDoctor({ dir, lifecycles, ids, isFromGit: () => true, fs }).repair(
    head('doctor'),
  );
  if (!done.ok) throw new Error(done.failure.message);
}

/** The files that go with the branch, without the originals. */
function outcome(repo: string): { readonly [path: string]: string } {
  const files = Object.entries(snapshot(join(repo, PROJECT)));
  return Object.fromEntries(
    files.filter(([path]) => /^(?:task_list|records\/.*|tasks\/.*)\.(?:json|md)$/.test(path)),
  );
}

test('a mending that is stopped anywhere and begun again ends as if it had not been', async () => {
  const repo = await conflicting();
  const copy = () => {
    const to = join(tempFolder(), 'copy');
    cpSync(repo, to, { recursive: true, preserveTimestamps: true });
    return to;
  };
  const whole = copy();
  const { fs, calls } = strikingFs(realFs, () => {}, null);
  await mend(whole, fs);
  const expected = outcome(whole);
  expect(JSON.parse(readFileSync(join(whole, PROJECT, 'task_list.json'), 'utf8')).tasks).toHaveLength(8);
  await mend(whole, realFs, 'next');
  expect(outcome(whole), 'mending again').toEqual(expected);
  for (let at = 1; at <= calls.length; at += STEP) {
    const stopped = copy();
    const place: Place = { at };
    const strike = () => {
      throw new Error('stopped');
    };
    // Some calls are not needed, and nothing stops there.
    await mend(stopped, strikingFs(realFs, strike, place).fs).catch(() => undefined);
    await mend(stopped, realFs, 'next');
    expect(outcome(stopped), `stopped before ${calls[at - 1]}`).toEqual(expected);
  }
}, 120_000);
