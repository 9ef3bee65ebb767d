import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readTextFile } from '../../../src/host/text-file.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

test('a text without its byte order mark; null when it is not there', () => {
  const file = join(tempFolder(), 'a');
  expect(readTextFile(file)).toEqual({ ok: true, value: null });
  writeFileSync(file, '\ufeffone\n');
  expect(readTextFile(file)).toEqual({ ok: true, value: 'one\n' });
});

test('a folder and a symbolic link are refused', () => {
  const folder = tempFolder();
  symlinkSync('elsewhere', join(folder, 'link'));
  for (const path of [folder, join(folder, 'link')]) {
    expect(readTextFile(path)).toMatchObject({ ok: false, failure: { code: 'io_error' } });
  }
});

test.skipIf(process.platform === 'win32')('a pipe is refused, without a writer and with one', () => {
  const pipe = join(tempFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const refused = {
    ok: false,
    failure: { code: 'io_error', message: expect.stringContaining('no regular') },
  };
  expect(readTextFile(pipe)).toMatchObject(refused);
  const writer = openSync(pipe, constants.O_RDWR);
  onTestFinished(() => closeSync(writer));
  writeSync(writer, 'endless');
  expect(readTextFile(pipe)).toMatchObject(refused);
});
