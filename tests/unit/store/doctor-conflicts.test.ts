import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { conflictLine, sideOf } from '../../../src/store/file/conflict-text.ts';
import { project, treat } from './doctor-support.ts';

const CONFLICT = '<<<<<<< HEAD\nours\n||||||| base\nbefore\n=======\ntheirs\n>>>>>>> feature\n';

test.each(['tasks/task_001.md', 'templates/own.yaml', 'config.yaml', 'config.json'])(
  'conflict markers in %s are found with their line, and left for a person',
  async (name) => {
    const { dir } = await project();
    mkdirSync(join(dir, 'templates'), { recursive: true });
    appendFileSync(join(dir, name), `${name.startsWith('tasks') ? '' : 'first\n\n\n'}${CONFLICT}`);
    const text = readFileSync(join(dir, name), 'utf8');
    const { found, left, repairs } = await treat(dir);
    expect(found).toEqual([`merge_conflict ${name}:4`]);
    expect(left).toMatchObject([{ code: 'merge_conflict', severity: 'error', line: 4, fixable: false }]);
    expect(repairs).toEqual([]);
    expect(readFileSync(join(dir, name), 'utf8')).toBe(text);
  },
);

test('a copy that was kept, and markers that are no conflict, are let be', async () => {
  const { dir } = await project();
  writeFileSync(join(dir, 'tasks/task_001.md.20260101T000000.orig'), CONFLICT);
  appendFileSync(join(dir, 'tasks/task_001.md'), 'Heading\n=======\n\n    <<<<<<< HEAD\n>>>>>>> quoted\n');
  expect((await treat(dir)).found).toEqual([]);
});

test('the sides of a text', () => {
  const text = `top\r\n${CONFLICT.replaceAll('\n', '\r\n')}end`;
  expect(conflictLine(text)).toBe(2);
  expect(sideOf(text, 'ours')).toBe('top\r\nours\r\nend');
  expect(sideOf(text, 'theirs')).toBe('top\r\ntheirs\r\nend');
  expect(conflictLine('<<<<<<< HEAD\nno end\n=======\n')).toBe(null);
});
