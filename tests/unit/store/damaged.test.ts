import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  attempt,
  change,
  edit,
  listPath,
  listText,
  refusal,
  snapshot,
  tasksOf,
  threeTasks,
  withTask,
} from '../../helpers/other-hands.ts';
import { freshState, openStore } from '../../helpers/store-folder.ts';
import { add, checkpoint, claim } from '../../helpers/store-moves.ts';

type Damage = readonly [
  name: string,
  by: (text: string) => string | Buffer,
  line: number | null,
  reason: string,
];

const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;

const DAMAGES: readonly Damage[] = [
  ['empty', () => '', 1, 'the file is empty'],
  ['blank', () => '\r\n \n', 1, 'the file is empty'],
  [
    'cut off in a text',
    (text) => text.slice(0, text.indexOf('task_003') - 3),
    4,
    'ends in the middle of a value',
  ],
  [
    'cut off between tasks',
    (text) => text.slice(0, text.indexOf('\n{"id":"task_003')),
    3,
    'ends in the middle of a value',
  ],
  ['no JSON', () => 'nope', 1, 'it is not JSON from here on'],
  [
    'no JSON from some line on',
    (text) => text.replace('\n{"id":"task_002"', '\n!{"id":"task_002"'),
    3,
    'it is not JSON from here on',
  ],
  ['JSON with a comma too many', (text) => text.replace('\n]}', ',\n]}'), 5, 'it is not JSON from here on'],
  ['a list', () => '[]', 1, 'a task list is an object'],
  ['null', () => 'null', 1, 'a task list is an object'],
  ['without tasks', () => '{"schema_version":1}', 1, 'a task list is an object'],
  [
    'of a newer lra',
    (text) => text.replace('"schema_version":1', '"schema_version":7'),
    1,
    'it was written by a newer lra',
  ],
  [
    'with a key more',
    (text) => text.replace('{"schema', '{"extra":1,"schema'),
    1,
    '"extra" is no key of a task list',
  ],
  ['with counters of nothing', (text) => text.replace('{}', '{"tusk":4}'), 1, '"tusk" is no counter'],
  [
    'with counters below zero',
    (text) => text.replace('{}', '{"task":-4}'),
    1,
    'the counter task is not a whole number of at most 15 digits',
  ],
  [
    'with a counter that no id can show',
    (text) => text.replace('{}', '{"task":1000000000000000}'),
    1,
    'the counter task is not a whole number of at most 15 digits',
  ],
  [
    'with a task that is a number',
    (text) => text.replace('\n]}', ',\n7\n]}'),
    5,
    'task 4 of the list: it is not an object',
  ],
  [
    'with an id twice',
    (text) => text.replace('\n]}', `,\n${text.split('\n')[1]!.slice(0, -1)}\n]}`),
    5,
    'task_001: the id is there twice',
  ],
  [
    'with an id that leads elsewhere',
    (text) => text.replace('"task_002"', '"../x"'),
    3,
    '../x: id is not a task id',
  ],
  [
    'with an id of the language',
    (text) => text.replace('"task_002"', '"__proto__"'),
    3,
    '__proto__: id is not a task id',
  ],
  [
    'with a key of the language',
    (text) => text.replace('"version":1}', '"version":1,"__proto__":{}}'),
    2,
    'no key may be named __proto__',
  ],
  [
    'with a variable of the language',
    (text) => text.replace('"variables":{}', '"variables":{"__proto__":1}'),
    2,
    'variables cannot be read',
  ],
  [
    'with values nested too deep',
    (text) => text.replace('"variables":{}', `"variables":{"a":${deep}}`),
    1,
    'nested more than 200 deep',
  ],
  ['nested too deep as a whole', () => deep, 1, 'nested more than 200 deep'],
  ['with a NUL byte', (text) => text.replace('does task_003', 'does \0'), 4, 'it is not JSON from here on'],
  [
    'with bytes that are no UTF-8',
    (text) => Buffer.from(text.replace('does task_002', 'does \u00ff'), 'latin1'),
    3,
    'this line is not UTF-8 text',
  ],
  ['in UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), 1, 'this line is not UTF-8 text'],
  [
    'with conflict markers',
    (text) => text.replace('\n{"id":"task_002"', '\r\n<<<<<<< HEAD\r\n{"id":"task_002"'),
    3,
    'a git merge left conflict markers',
  ],
];

describe.each([
  ['a running project', false],
  ['a project without a log', true],
])('in %s', (_, isFresh) => {
  test.each(DAMAGES)(
    'a list that is %s is refused with file and line, and let be',
    async (_, by, line, reason) => {
      const { dir, store } = await threeTasks();
      if (isFresh) rmSync(join(dir, 'journal'), { recursive: true });
      writeFileSync(listPath(dir), by(listText(dir)));
      const { code, message, data } = await refusal(dir, isFresh ? openStore(dir) : store);
      expect(code).toBe('corrupt_state');
      expect(message).toContain(reason);
      expect(data).toMatchObject({ file: listPath(dir), line });
    },
  );

  test('a list that is missing is refused', async () => {
    const { dir, store } = await threeTasks();
    if (isFresh) rmSync(join(dir, 'journal'), { recursive: true });
    rmSync(listPath(dir));
    const { code, message } = await refusal(dir, isFresh ? openStore(dir) : store);
    expect(code).toBe('corrupt_state');
    expect(message).toBe(`${listPath(dir)}: the file is missing`);
  });
});

test('a ring in a list without a log is refused with its line', async () => {
  const { dir } = await threeTasks();
  rmSync(join(dir, 'journal'), { recursive: true });
  edit(listPath(dir), (text) =>
    withTask(text, 'task_002', (task) => ({ ...task, dependencies: ['task_003'] })),
  );
  const { message, data } = await refusal(dir, openStore(dir));
  expect(message).toContain('it waits for itself, task_002 → task_003 → task_002');
  expect(data).toMatchObject({ line: 3 });
});

test('the line is found in any layout', async () => {
  const { dir, store } = await threeTasks();
  const pretty = JSON.stringify(JSON.parse(listText(dir)), null, 2).replace(
    '"version": 1\n    }\n',
    '"version": 0\n    }\n',
  );
  writeFileSync(listPath(dir), pretty);
  const start = pretty.slice(0, pretty.indexOf('"task_003"')).split('\n').length - 1;
  expect((await refusal(dir, store)).data).toMatchObject({ line: start });
});

test('texts that only look odd are read right: lone surrogates, NUL, what looks like an id or a marker', async () => {
  const { dir, store } = await threeTasks();
  const description = 'a\ud800\u0000 {"id":"task_002"} \n<<<<<<< HEAD\n \u001b[31m';
  await change(store, (draft) =>
    draft.update('task_001', { description, variables: { id: 'task_003', tasks: [1] } }),
  );
  rmSync(join(dir, 'journal'), { recursive: true });
  expect((await tasksOf(openStore(dir))).task_001!.description).toBe(description);
  edit(listPath(dir), (text) => text.replace('"does task_003"', '7'));
  expect((await refusal(dir, openStore(dir))).data).toMatchObject({ line: 4 });
});

test('the log is derived: without it the files say the same', async () => {
  const { dir } = await threeTasks();
  const { tasks } = await freshState(dir);
  rmSync(join(dir, 'journal'), { recursive: true });
  expect((await freshState(dir)).tasks).toEqual(tasks);
});

test('without the log, tokens go on above all that are written down', async () => {
  const { dir, store } = await threeTasks();
  await change(store, (draft) => claim(draft, 'task_001', 'ann'));
  rmSync(join(dir, 'journal'), { recursive: true });
  edit(join(dir, 'locks.json'), (text) => text.replace('"token":2', '"token":50'));
  await change(openStore(dir), (draft) => claim(draft, 'task_002', 'bob'));
  const tokens = (await freshState(dir)).leases.map((lease) => (lease as { token: number }).token);
  expect(tokens).toEqual([50, 51]);
});

const LOG_DAMAGES: [string, (journal: string, names: string[]) => void, string][] = [
  [
    'an entry damaged inside',
    (journal, [, name]) => writeFileSync(join(journal, name!), '{}'),
    'entry 2 of the log is damaged',
  ],
  [
    'an entry missing inside',
    (journal, [, name]) => rmSync(join(journal, name!)),
    'entry 2 of the log is missing',
  ],
  ['a base cut off', (journal) => truncateSync(join(journal, 'base.000000000000000'), 40), 'is damaged'],
  [
    'a base of other bytes',
    (journal) => writeFileSync(join(journal, 'base.000000000000000'), '\n\n'),
    'is damaged',
  ],
  ['no base', (journal) => rmSync(join(journal, 'base.000000000000000')), 'the log has entries and no base'],
];

test.each(LOG_DAMAGES)('a log with %s is refused, and let be', async (_, damage, reason) => {
  const { dir } = await threeTasks();
  const store = openStore(dir);
  for (let n = 0; n < 3; n++) await change(store, (draft) => void add(draft));
  const journal = join(dir, 'journal');
  damage(
    journal,
    readdirSync(journal).filter((name) => /^\d{15}\.json$/.test(name)),
  );
  const { code, message } = await refusal(dir, openStore(dir));
  expect(code).toBe('corrupt_state');
  expect(message).toContain(reason);
});

test('a base in which one bit is wrong is refused', async () => {
  const { dir, store } = await threeTasks({ limits: { tail: 1 } });
  await change(store, (draft) => void add(draft));
  const journal = join(dir, 'journal');
  const base = join(journal, readdirSync(journal).findLast((name) => name.startsWith('base.'))!);
  const bytes = readFileSync(base);
  bytes[bytes.length - 60]! ^= 4;
  writeFileSync(base, bytes);
  expect((await refusal(dir, openStore(dir))).message).toContain('is damaged');
});

test('lines of the archive that are damaged are passed over', async () => {
  const { dir, store } = await threeTasks({ limits: { tail: 2 } });
  for (let n = 0; n < 4; n++) await change(store, (draft) => void add(draft), `add-${n}`);
  const archive = join(dir, 'journal/archive.jsonl');
  edit(archive, (text) => text.replace('"command":"add-0"', '"command:"add-0"'));
  const commands = (await freshState(dir)).entries.map((entry) => entry.split(' ')[1]);
  expect(commands).toEqual(['add-3', 'add-2', 'add-1', 'test']);
});

const RECORD_DAMAGES: readonly Damage[] = [
  ['blank', () => '\n', 1, 'the file is empty'],
  ['cut off', (text) => text.slice(0, -9), 3, 'ends in the middle of a value'],
  ['of another shape', () => '{"entries":{}}', 1, 'a record is an object'],
  [
    'with an entry that is none',
    (text) => text.replace(']}', ',7]}'),
    4,
    'entry 3 of the record: it is not an object',
  ],
  [
    'with an entry by nobody',
    (text) => text.replace('"agent":"ann",', ''),
    2,
    'entry 1 of the record: agent is not a text',
  ],
  [
    'with a checkpoint that is none',
    (text) => text.replace('"remaining":[]', '"remaining":[1]'),
    3,
    'remaining of its checkpoint',
  ],
  [
    'with a checkpoint whose note is a number',
    (text) => text.replace(/"note":(null|"[^"]*")(?=[^}]*"completed")/, '"note":5'),
    3,
    'note of its checkpoint',
  ],
  ...(
    [
      ['"changed":{"status":5}', 'status in changed is not a pair'],
      ['"record":[5]', 'record is not a list of objects'],
      ['"lease":5', 'lease is neither an object nor null'],
      ['"lease":{"token":1,"status":"paused"}', 'the agent of its lease'],
      ['"lease":{"agent":"ann","status":"paused"}', 'the token of its lease'],
      ['"lease":{"agent":"ann","token":1}', 'the status of its lease'],
      ['"deleted":[]', 'deleted is not an object'],
      ['"undoes":5', 'undoes is not a text'],
    ] as const
  ).map(
    ([part, reason]): Damage => [
      `with ${part}`,
      (text) => text.replace(/(?<="command":"[^"]*")/, `,${part}`),
      2,
      reason,
    ],
  ),
  [
    'with conflict markers',
    (text) => text.replace(']}', '<<<<<<< HEAD\n]}'),
    4,
    'a git merge left conflict markers',
  ],
];

test.each(RECORD_DAMAGES)(
  'a record that is %s is refused to its task and to no other',
  async (_, by, line, reason) => {
    const { dir, store } = await threeTasks();
    await change(store, (draft) => checkpoint(draft, 'task_001', 1));
    const file = join(dir, 'records/task_001.json');
    writeFileSync(file, by(readFileSync(file, 'utf8')));
    const before = snapshot(dir);
    const written = await attempt(openStore(dir), (draft) => draft.update('task_001', { priority: 'P0' }));
    const read = await openStore(dir).read({ kind: 'project' }, (view) => view.record('task_001'));
    if (written.ok || read.ok) throw new Error('it was taken');
    expect(read.failure).toEqual(written.failure);
    expect(written.failure.code).toBe('corrupt_state');
    expect(written.failure.message).toContain(reason);
    expect(written.failure.data).toMatchObject({ file, line });
    expect(snapshot(dir)).toEqual(before);
    await change(openStore(dir), (draft) => draft.update('task_002', { priority: 'P0' }));
  },
);

test('a record with CRLF and a byte order mark is read, and goes on', async () => {
  const { dir, store } = await threeTasks();
  const file = join(dir, 'records/task_001.json');
  edit(file, (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`);
  await change(store, (draft) => draft.update('task_001', { priority: 'P0' }));
  expect((await freshState(dir)).records.task_001!.entries).toHaveLength(2);
});

test('a brief is read whatever its line ends and marks, and never written', async () => {
  const { dir, store } = await threeTasks();
  const file = join(dir, 'tasks/task_001.md');
  const bytes = Buffer.from('\ufeff# one\r\n\r\n\0 and \xff', 'latin1');
  writeFileSync(file, Buffer.concat([Buffer.from('\ufeff'), bytes.subarray(1)]));
  const written = readFileSync(file);
  await change(store, (draft) => draft.addBrief('task_001', 'other'));
  expect((await freshState(dir)).briefs.task_001).toBe('# one\n\n\0 and \ufffd');
  expect(readFileSync(file)).toEqual(written);
});
