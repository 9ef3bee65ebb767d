import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realFs, type StoreFs } from '../../../src/store/file/fs.ts';
import { TaskListFile, TaskMap } from '../../../src/store/file/task-list.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { task } from '../query/world.ts';

const COUNT = 12_000;
const idOf = (n: number) => `task_${String(n).padStart(3, '0')}`;

test('of a list of more than 8 MiB only parts are read, until very many tasks were asked for', () => {
  const path = join(tempFolder(), 'task_list.json');
  const tasks = Array.from({ length: COUNT }, (_, i) => task(idOf(i + 1), { description: 'x'.repeat(700) }));
  const written = new TaskMap(new Map(tasks.map((one) => [one.id, one]))).splice(new Map(), new Map());
  writeFileSync(path, Buffer.concat(written));
  let reads = 0;
  let bytes = 0;
  const readSync = (
    fd: number,
    buffer: NodeJS.ArrayBufferView,
    offset: number,
    length: number,
    at: number,
  ) => {
    reads++;
    bytes += length;
    return realFs.readSync(fd, buffer, offset, length, at);
  };
  const list = TaskListFile.open({ ...realFs, readSync: readSync as StoreFs['readSync'] }, path);
  expect(list.task(idOf(7_000))).toEqual(tasks[6_999]);
  expect(bytes).toBeLessThan(1 << 20);
  for (let n = 0; n < 1_000; n++) list.task(idOf(1 + ((n * 7_919) % COUNT)));
  const before = reads;
  for (const one of tasks.toReversed()) expect(list.task(one.id)).toEqual(one);
  expect(reads).toBe(before);
  for (const id of [idOf(COUNT + 1), 'task_001_01', 'doc_update_001']) expect(list.task(id)).toBeUndefined();
  expect([...list.tasks()]).toHaveLength(COUNT);
  list.close();
});
