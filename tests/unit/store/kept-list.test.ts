import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ok } from '../../../src/core/result.ts';
import type { Store } from '../../../src/ports/store.ts';
import { realFs, type StoreFs } from '../../../src/store/file/fs.ts';
import { newProject, openStore } from '../../helpers/store-folder.ts';
import { add } from '../../helpers/store-moves.ts';
import { stateOf } from '../../helpers/store-state.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const HEAD = { at: '2026-01-01T00:00:00.000Z', agent: 'ann', command: 'create' };

async function create(store: Store, description: string): Promise<void> {
  const made = await store.transact(HEAD, { kind: 'project' }, ({ draft }) =>
    ok(add(draft, { description })),
  );
  expect(made.ok).toBe(true);
}

async function descriptions(store: Store): Promise<string[]> {
  return (await stateOf(store)).tasks.map(({ description }) => description);
}

test('a process that wrote the list last does not read it again', async () => {
  const dir = newProject(join(tempFolder(), 'project'));
  let opened = 0;
  const openSync = (...args: Parameters<typeof realFs.openSync>) => {
    if (String(args[0]) === join(dir, 'task_list.json')) opened++;
    return realFs.openSync(...args);
  };
  const store = openStore(dir, { fs: { ...realFs, openSync } as StoreFs });
  const other = openStore(dir);
  await create(store, 'one');
  opened = 0;
  await create(store, 'two');
  await create(store, 'three');
  expect(await descriptions(store)).toEqual(['one', 'two', 'three']);
  expect(opened).toBe(0);
  await create(other, 'four');
  await create(store, 'five');
  expect(opened).toBe(1);
  for (const one of [store, other, openStore(dir)]) {
    expect(await descriptions(one)).toEqual(['one', 'two', 'three', 'four', 'five']);
    await one.close();
  }
});
