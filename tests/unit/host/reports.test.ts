import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeReport } from '../../../src/core/codebase/make-report.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { reportsIn } from '../../../src/host/reports.ts';
import type { KeptReport } from '../../../src/ports/reports.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { surveyOf } from '../codebase/hand-made.ts';

function kept(minute: number, fingerprint = `f${minute}`): KeptReport {
  const { thresholds } = DEFAULT_SETTINGS.system_check;
  const checkedAt = new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString();
  const survey = surveyOf(['src/a/a.ts']);
  const report = makeReport({ survey, history: null, projectId: 'p', checkedAt, thresholds, lang: 'zh' });
  return { report, fingerprint, lang: 'zh' };
}

function folderWith(count: number): string {
  const folder = join(tempFolder(), 'reports');
  for (let minute = 0; minute < count; minute++) expect(reportsIn(folder).keep(kept(minute)).ok).toBe(true);
  return folder;
}

/** The file of the newest report. */
function newestFile(folder: string): string {
  return join(
    folder,
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .at(-1)!,
  );
}

test('the newest is what was kept last, and its file is the bare report', () => {
  const folder = folderWith(3);
  expect(reportsIn(folder).newest()).toEqual(kept(2));
  expect(newestFile(folder)).toMatch(/\/2030-01-01T00-02-00\.000Z-[0-9a-z]{6}\.json$/);
  const file = readFileSync(newestFile(folder), 'utf8');
  expect(JSON.parse(file)).toEqual(kept(2).report);
  expect(Object.keys(JSON.parse(file))).not.toContain('fingerprint');
});

test('without any there is none', () => {
  expect(reportsIn(join(tempFolder(), 'reports')).newest()).toBeNull();
});

test('the last 20 are kept, with what belongs to them; foreign files are left alone', () => {
  const folder = folderWith(1);
  writeFileSync(join(folder, 'notes.json'), '{}');
  writeFileSync(join(folder, '2029-01-01T00-00-00.000Z-abcdef.txt'), '');
  const draft = '2029-01-01T00-00-00.000Z-abcdef.json.0123456789ab.tmp';
  writeFileSync(join(folder, draft), '{"half');
  for (let minute = 1; minute < 25; minute++) reportsIn(folder).keep(kept(minute));
  const names = readdirSync(folder);
  expect(names.filter((name) => /^2030.*\.json$/.test(name))).toHaveLength(20);
  expect(names.filter((name) => /^2030.*\.about$/.test(name))).toHaveLength(20);
  expect(names).not.toContain(draft);
  expect(names).toHaveLength(42);
  expect(reportsIn(folder).newest()).toEqual(kept(24));
});

test.each([
  '',
  '{"project_id":"p","decis',
  'null',
  '[]',
  '{"decision":"full"}',
  '{"decision":"full","reason":"","checked_at":"","thresholds":{},"metrics":{},"languages":[],"suggestions":[],"modules":[1]}',
  '{"decision":"half","reason":"","checked_at":"","thresholds":{},"metrics":{},"languages":[],"suggestions":[],"modules":[]}',
])('a damaged one is passed over: %j', (text) => {
  const folder = folderWith(2);
  writeFileSync(newestFile(folder), text);
  expect(reportsIn(folder).newest()).toEqual(kept(0));
});

test('what it is about may be lost: then it is about no code that there is', () => {
  const folder = folderWith(1);
  const about = newestFile(folder).replace('.json', '.about');
  for (const damage of [() => writeFileSync(about, '{'), () => rmSync(about)]) {
    damage();
    expect(reportsIn(folder).newest()).toMatchObject({ fingerprint: '', report: kept(0).report });
  }
});

test.skipIf(process.platform === 'win32')('a pipe in the place of a file is waited for by nobody', () => {
  const folder = folderWith(1);
  const about = newestFile(folder).replace(/json$/, 'about');
  rmSync(about);
  execFileSync('mkfifo', [about, join(folder, '2031-01-01T00-00-00.000Z-aaaaaa.json')]);
  expect(reportsIn(folder).newest()).toEqual({ ...kept(0), fingerprint: '', lang: 'en' });
});

test('symbolic links and folders are not followed', () => {
  const folder = folderWith(1);
  const outside = join(tempFolder(), 'outside.json');
  renameSync(newestFile(folderWith(1)), outside);
  symlinkSync(outside, join(folder, '2031-01-01T00-00-00.000Z-aaaaaa.json'));
  mkdirSync(join(folder, '2032-01-01T00-00-00.000Z-aaaaaa.json'));
  expect(reportsIn(folder).newest()).toEqual(kept(0));
  const link = join(tempFolder(), 'reports');
  symlinkSync(folder, link);
  expect(reportsIn(link).newest()).toBeNull();
  expect(reportsIn(link).keep(kept(5))).toMatchObject({ failure: { code: 'io_error' } });
  expect(readdirSync(folder).some((name) => name.includes('T00-05'))).toBe(false);
});

test('a folder that cannot be made is an io_error', () => {
  const file = join(tempFolder(), 'reports');
  writeFileSync(file, '');
  expect(reportsIn(file).keep(kept(0))).toMatchObject({
    failure: { code: 'io_error', hint: expect.any(String) },
  });
  expect(reportsIn(file).newest()).toBeNull();
});

test('the newest is read in well under a millisecond', () => {
  const reports = reportsIn(folderWith(20));
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now();
    reports.newest();
    return performance.now() - start;
  });
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(1);
});
