import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importTasks } from '../../../src/app/import-tasks.ts';
import { fail } from '../../../src/core/failure.ts';
import { err } from '../../../src/core/result.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { attempt, edit, listPath, snapshot, tasksOf, threeTasks } from '../../helpers/other-hands.ts';
import { newProject, openStore } from '../../helpers/store-folder.ts';
import { add } from '../../helpers/store-moves.ts';
import { head } from '../../helpers/store-scenarios.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const REHEARSAL = { text: '{"id":"a","title":"a"}', from: 'beads', dryRun: true } as const;

const everything = (dir: string) => readdirSync(dir, { recursive: true }).sort();

test('the first transaction of a project writes nothing when it is refused, or changes nothing', async () => {
  const dir = newProject(join(tempFolder(), '.long-run-agent'));
  const before = snapshot(dir);
  const store = openStore(dir);
  const refusal = fail('not_found', 'no');
  const refused = await store.transact(head('test'), { kind: 'project' }, ({ draft }) => {
    add(draft);
    return err(refusal);
  });
  expect(refused).toEqual(err(refusal));
  expect(await attempt(store, () => {})).toMatchObject({ ok: true });
  expect(snapshot(dir)).toEqual(before);
  await attempt(store, (draft) => void add(draft));
  expect(Object.keys(await tasksOf(openStore(dir)))).toEqual(['task_001']);
});

test('an import that is only shown makes no file and no folder, and leaves no trace in what is read after it', async () => {
  const dir = newProject(join(tempFolder(), '.long-run-agent'));
  const before = everything(dir);
  const store = openStore(dir);
  expect(await importTasks(memoryApp({ store }), REHEARSAL)).toMatchObject({ value: { imported: 1 } });
  expect(everything(dir)).toEqual(before);
  expect(await tasksOf(store)).toEqual({});
});

test('an import that is only shown does not take over what other hands did, and reckons with it', async () => {
  const { dir, store } = await threeTasks();
  edit(listPath(dir), (text) => text.replace('"source":null', '"source":"beads:a"'));
  const before = snapshot(dir);
  expect(await importTasks(memoryApp({ store }), REHEARSAL)).toMatchObject({
    value: { imported: 0, skipped: [{ reason: 'a is here already as task_001' }] },
  });
  expect(snapshot(dir)).toEqual(before);
});
