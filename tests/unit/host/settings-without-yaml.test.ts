import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS_TEXT } from '../../../src/host/default-settings.ts';
import { readSettings } from '../../../src/host/settings.ts';
import { tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

vi.mock('yaml', () => {
  throw new Error('the YAML parser was loaded');
});

const CACHED = 'lang: zh\n';

test.each([
  ['the defaults in English', DEFAULT_SETTINGS_TEXT.en, 'en'],
  ['the defaults in Chinese', DEFAULT_SETTINGS_TEXT.zh, 'zh'],
  ['the defaults with CRLF', `\ufeff${DEFAULT_SETTINGS_TEXT.zh.replaceAll('\n', '\r\n')}`, 'zh'],
  ['what was parsed before', CACHED, 'zh'],
])('%s are read without the YAML parser', async (_, text, lang) => {
  const dir = tempFolder();
  const entry = { key: 'config.yaml', text: CACHED, value: { lang: 'zh' } };
  writeFiles(dir, { 'config.yaml': text, 'journal/settings.json': JSON.stringify([entry]) });
  expect(await readSettings(dir)).toMatchObject({ ok: true, value: { settings: { lang } } });
});

test('an edit needs it', async () => {
  const dir = tempFolder();
  writeFileSync(join(dir, 'config.yaml'), 'lang: en # as it was\n');
  await expect(readSettings(dir)).rejects.toThrow();
});
