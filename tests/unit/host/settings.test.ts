import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { DEFAULT_SETTINGS_TEXT } from '../../../src/host/default-settings.ts';
import { readSettings } from '../../../src/host/settings.ts';
import { tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

/** What a project reads from this text. */
async function settingsOf(text: string) {
  const dir = tempFolder();
  writeFileSync(join(dir, 'config.yaml'), text);
  const read = await readSettings(dir);
  return { dir, file: join(dir, 'config.yaml'), read };
}

async function soundSettings(text: string) {
  const { read } = await settingsOf(text);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

test.each(['en', 'zh'] as const)(
  'the file that init writes in %s holds every default, with a comment each',
  (lang) => {
    const text = DEFAULT_SETTINGS_TEXT[lang];
    expect(parse(text)).toEqual({ ...DEFAULT_SETTINGS, lang });
    const lines = text.split('\n');
    const values = lines.flatMap((line, i) => (/^ *\w+: \S/.test(line) ? [lines[i - 1]] : []));
    for (const above of values) expect(above).toMatch(/^ *# /);
  },
);

test('without a file, and in an empty one, everything has its default', async () => {
  const read = await readSettings(tempFolder());
  expect(read).toEqual({ ok: true, value: { settings: DEFAULT_SETTINGS, warnings: [] } });
  for (const text of ['', '# nothing\n', 'tasks:\n  # default_template: task\n']) {
    expect(await soundSettings(text)).toEqual({ settings: DEFAULT_SETTINGS, warnings: [] });
  }
});

test('what is set counts, and what is not keeps its default', async () => {
  const text =
    'lang: zh\nlocks: { orphan_after_minutes: 0.05 }\ntasks:\n  default_output_req: 16K\n  default_priority: P0\n';
  const { settings, warnings } = await soundSettings(text);
  expect(warnings).toEqual([]);
  expect(settings).toEqual({
    ...DEFAULT_SETTINGS,
    lang: 'zh',
    tasks: { default_template: 'task', default_priority: 'P0', default_output_req: '16k' },
    locks: { heartbeat_minutes: 5, orphan_after_minutes: 0.05 },
  });
});

test('a byte order mark and CRLF change nothing', async () => {
  expect(
    (await soundSettings(`\ufeff${DEFAULT_SETTINGS_TEXT.en.replaceAll('\n', '\r\n')}`)).settings,
  ).toEqual(DEFAULT_SETTINGS);
  expect((await soundSettings('\ufefflang: zh\r\ncontext:\r\n  budget: 900\r\n')).settings).toEqual({
    ...DEFAULT_SETTINGS,
    lang: 'zh',
    context: { budget: 900 },
  });
  const { read } = await settingsOf('lang: en\r\n\r\ncontext:\r\n  budget: 9\r\n');
  expect(read).toMatchObject({ failure: { data: { line: 4, column: 11 } } });
});

test('unknown keys are named in warnings, at any depth', async () => {
  const { settings, warnings } = await soundSettings(
    'langs: en\nlocks:\n  heartbeat: 5\nfuture: {}\n__proto__: { lang: zh }\n',
  );
  expect(settings).toEqual(DEFAULT_SETTINGS);
  expect(warnings.map((warning) => warning.replace(/^.*config\.yaml: /, ''))).toEqual([
    'unknown setting "langs" (did you mean lang?)',
    'unknown setting "locks.heartbeat" (did you mean heartbeat_minutes?)',
    'unknown setting "future"',
    'unknown setting "__proto__"',
  ]);
});

describe('a wrong value is invalid_config with line and column', () => {
  test.each([
    ['lang: fr\n', 1, 7, 'lang takes one of en, zh, not "fr"'],
    ['lang:\n', 1, 6, 'lang takes one of en, zh, not nothing'],
    [
      'tasks:\n  default_template: ../x\n',
      2,
      21,
      'tasks.default_template takes the name of a template, not "../x"',
    ],
    ['tasks:\n  default_priority: 1\n', 2, 21, 'tasks.default_priority takes one of P0, P1, P2, P3, not 1'],
    [
      'tasks:\n  default_output_req: big\n',
      2,
      23,
      'tasks.default_output_req takes a size such as 8k, not "big"',
    ],
    ['tasks: task\n', 1, 8, 'tasks must be a mapping of keys to values'],
    [
      '# one\nlocks:\n  heartbeat_minutes: 0\n',
      3,
      22,
      'locks.heartbeat_minutes takes a number of minutes above 0, not 0',
    ],
    [
      'locks:\n  orphan_after_minutes: -1\n',
      2,
      25,
      'locks.orphan_after_minutes takes a number of minutes above 0, not -1',
    ],
    [
      'locks:\n  orphan_after_minutes: .inf\n',
      2,
      25,
      'locks.orphan_after_minutes takes a number of minutes above 0, not nothing',
    ],
    [
      'locks: { orphan_after_minutes: "15" }\n',
      1,
      32,
      'locks.orphan_after_minutes takes a number of minutes above 0, not "15"',
    ],
    [
      'context:\n  budget: 299\n',
      2,
      11,
      'context.budget takes a whole number of tokens, 300 or more, not 299',
    ],
    [
      'context:\n  budget: 300.5\n',
      2,
      11,
      'context.budget takes a whole number of tokens, 300 or more, not 300.5',
    ],
    [
      'system_check:\n  thresholds:\n    git_valid_ratio: 1.1\n',
      3,
      22,
      'system_check.thresholds.git_valid_ratio takes a number from 0 to 1, not 1.1',
    ],
    [
      'system_check:\n  thresholds:\n    code_size_mb: 0\n',
      3,
      19,
      'system_check.thresholds.code_size_mb takes a number of megabytes above 0, not 0',
    ],
    [
      'system_check:\n  thresholds:\n    - 1\n',
      2,
      3,
      'system_check.thresholds must be a mapping of keys to values',
    ],
    [
      'system_check:\n  auto_check_on_first_task: yes\n',
      2,
      29,
      'system_check.auto_check_on_first_task takes true or false, not "yes"',
    ],
    [
      'system_check:\n  doc_enforcement: hard\n',
      2,
      20,
      'system_check.doc_enforcement takes one of strict, soft, disabled, not "hard"',
    ],
    ['- lang\n', 1, 1, 'the settings must be a mapping of keys to values'],
    ['lang: en\nlang: zh\n', 2, 1, 'Map keys must be unique'],
    ['lang: en\n\tlocks: 1\n', 2, 1, 'Tabs are not allowed as indentation'],
    ['lang: [en\n', 2, 1, 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['lang: en\n---\nlang: zh\n', 2, 1, 'it holds more than one YAML document'],
  ])('%j', async (text, line, column, reason) => {
    const { file, read } = await settingsOf(text);
    expect(read).toEqual({
      ok: false,
      failure: {
        code: 'invalid_config',
        message: `${file}:${line}:${column}: ${reason}`,
        hint: 'correct the value, or leave the line out for the default',
        data: { file, line, column, reason },
      },
    });
  });

  test('and says so plainly when it contains itself', async () => {
    for (const text of ['&a [*a]\n', 'context: &a\n  deep: *a\n']) {
      const { read } = await settingsOf(text);
      expect(read.ok ? '' : read.failure.message).toContain('it contains itself, by way of an alias');
    }
  });

  test('also when aliases multiply, and when brackets nest without end', async () => {
    let bomb = 'a: &a [x, x, x, x, x, x, x, x, x, x]\n';
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe'])
      bomb += `${name}: &${name} [${Array(10).fill(`*${of}`)}]\n`;
    for (const text of [bomb, '['.repeat(20_000), 'x'.repeat(300_000)]) {
      expect((await settingsOf(text)).read).toMatchObject({
        failure: { code: 'invalid_config', data: { line: 1 } },
      });
    }
  });
});

test('a text that was parsed once is known the next time, and only as long as it stays the same', async () => {
  const { dir, file } = await settingsOf('lang: zh\nodd: 1\n');
  const cache = join(dir, 'journal', 'settings.json');
  expect(JSON.parse(readFileSync(cache, 'utf8'))).toEqual([
    { key: 'config.yaml', text: 'lang: zh\nodd: 1\n', value: { lang: 'zh', odd: 1 } },
  ]);
  writeFileSync(
    cache,
    JSON.stringify([{ key: 'config.yaml', text: 'lang: zh\nodd: 1\n', value: { context: { budget: 777 } } }]),
  );
  expect(await readSettings(dir)).toMatchObject({ value: { settings: { context: { budget: 777 } } } });
  writeFileSync(file, 'lang: zh\nodd: 2\n');
  expect(await readSettings(dir)).toMatchObject({
    value: { settings: { lang: 'zh', context: { budget: 2000 } } },
  });
});

test.each([
  '',
  '{',
  'null',
  '[1, null]',
  '[{"key":"config.yaml","text":"lang: zh\\n","value":{"lang":"xx"}}]',
])('a damaged cache (%j) is passed over, and written anew', async (damaged) => {
  const { dir } = await settingsOf('lang: zh\n');
  writeFileSync(join(dir, 'journal', 'settings.json'), damaged);
  expect(await readSettings(dir)).toMatchObject({ ok: true, value: { settings: { lang: 'zh' } } });
  expect(readFileSync(join(dir, 'journal', 'settings.json'), 'utf8')).toContain('"value":{"lang":"zh"}');
});

test('a cache that cannot be kept is done without', async () => {
  const dir = tempFolder();
  writeFiles(dir, { 'config.yaml': 'lang: zh\n', journal: 'a file where the folder should be' });
  expect(await readSettings(dir)).toMatchObject({ ok: true, value: { settings: { lang: 'zh' } } });
});

test('a wrong value is never kept', async () => {
  const { dir } = await settingsOf('lang: fr\n');
  expect(existsSync(join(dir, 'journal'))).toBe(false);
});

test('a file that cannot be read is io_error with its path', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'config.yaml'));
  const link = tempFolder();
  symlinkSync('/etc/hostname', join(link, 'config.yaml'));
  for (const dir of [folder, link]) {
    expect(await readSettings(dir)).toMatchObject({
      failure: { code: 'io_error', data: { path: join(dir, 'config.yaml') } },
    });
  }
});
