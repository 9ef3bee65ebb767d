import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonFaultLine } from '../../../src/core/json-fault.ts';
import { readProject } from '../../../src/host/project-info.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const INFO = {
  name: '演示 demo',
  project_id: 'abc',
  created_at: '2026-01-01T00:00:00.000Z',
  schema_version: 1,
};

function projectOf(text: string) {
  const dir = tempFolder();
  const file = join(dir, 'config.json');
  writeFileSync(file, text);
  return { file, read: readProject(dir) };
}

test('a sound file is read, with a byte order mark, CRLF and keys of later versions as well', () => {
  const text = JSON.stringify({ ...INFO, later: true }, null, 2);
  for (const written of [text, `\ufeff${text.replaceAll('\n', '\r\n')}\r\n`]) {
    expect(projectOf(written).read).toEqual({ ok: true, value: INFO });
  }
  expect(readProject(tempFolder())).toEqual({ ok: true, value: null });
});

test.each([
  ['', 1, 'it is not JSON from here on'],
  ['{\n  "name": "x",\n', 2, 'it is not JSON from here on'],
  ['{\n  "name": "x",\n  "project_id": oops\n}\n', 3, 'it is not JSON from here on'],
  ['{\n<<<<<<< HEAD\n  "name": "x"\n}\n', 2, 'it is not JSON from here on'],
  ['[]', 1, 'it must be one JSON object'],
  ['null', 1, 'it must be one JSON object'],
  [text({ schema_version: 2 }), 5, 'it was written by a newer lra (schema 2; this one knows 1)'],
  [text({ schema_version: '1' }), 5, 'schema_version must be a whole number'],
  [text({ name: '' }), 2, 'name must be a line of text'],
  [text({ name: 'a\u001b[31m' }), 2, 'name must be a line of text'],
  [text({ project_id: 7 }), 3, 'project_id must be a line of text'],
  [text({ created_at: 'today' }), 4, 'created_at must be a time, as 2026-01-31T12:00:00.000Z'],
])('%j is corrupt_state, with file and line', (written, line, reason) => {
  const { file, read } = projectOf(written);
  expect(read).toEqual({
    ok: false,
    failure: {
      code: 'corrupt_state',
      message: `${file}:${line}: ${reason}`,
      hint: 'see what is wrong with the files: lra doctor',
      data: { file, line, reason },
    },
  });
});

function text(change: object): string {
  return JSON.stringify({ ...INFO, ...change }, null, 2);
}

test.each([
  ['{"a": 1}', null],
  ['{"a": 1,\n"b": tru', 2],
  ['{"a": "open\n', 1],
  ['{"a": 1}\n\nx', 3],
  ['[1,\n2,\n,3]', 3],
  ['{\n"a": 1\n"b": 2\n}', 3],
  ['\n\n\n', 1],
])('the line where %j stops being JSON is %j', (broken, line) => {
  expect(jsonFaultLine(broken)).toBe(line);
});
