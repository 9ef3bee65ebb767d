import { beforeEach, expect, test } from 'vitest';
import { runSystemCheck } from '../../../src/app/system-check.ts';
import { type Failure, fail } from '../../../src/core/failure.ts';
import { err, type Result } from '../../../src/core/result.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';
import {
  type MemoryCode,
  type MemoryReports,
  memoryCode,
  memoryHistory,
  memoryReports,
  sourceFile,
} from '../../helpers/memory-code.ts';

let code: MemoryCode;
let reports: MemoryReports;
let app: MemoryApp;

beforeEach(() => {
  code = memoryCode([sourceFile('src/cart/cart.ts'), sourceFile('src/user/user.ts')]);
  reports = memoryReports();
  app = memoryApp({ codeBase: async () => code, reports });
});

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** The same project with other settings of the check. */
function withThreshold(code_size_mb: number): MemoryApp {
  const { system_check } = app.settings;
  const thresholds = { ...system_check.thresholds, code_size_mb };
  return { ...app, settings: { ...app.settings, system_check: { ...system_check, thresholds } } };
}

test('the first check measures and keeps what it found', async () => {
  const report = value(await runSystemCheck(app));
  expect(report).toMatchObject({
    project_id: 'p-1',
    checked_at: '2026-01-01T00:00:00.000Z',
    head: null,
    decision: 'incremental',
    metrics: { code_file_count: 2, git_valid_ratio: null },
  });
  expect(reports.kept).toEqual([{ report, fingerprint: expect.any(String), lang: 'en' }]);
});

test('what did not change is not measured again, unless --full asks for it', async () => {
  const first = value(await runSystemCheck(app));
  app.advance(1000);
  expect(value(await runSystemCheck(app))).toBe(first);
  expect(code.surveys).toBe(1);
  expect(value(await runSystemCheck(app, { full: true })).checked_at).toBe('2026-01-01T00:00:01.000Z');
  expect(code.surveys).toBe(2);
});

test('another code, commit, threshold or language is measured', async () => {
  await runSystemCheck(app);
  code.files = [sourceFile('src/cart/cart.ts')];
  await runSystemCheck(app);
  expect(code.surveys).toBe(2);

  const elsewhere = { ...app, history: async () => memoryHistory({ head: 'abc', subjects: [] }) };
  expect(value(await runSystemCheck(elsewhere)).head).toBe('abc');
  expect(code.surveys).toBe(3);

  await runSystemCheck(app);
  expect(value(await runSystemCheck(withThreshold(0))).thresholds.code_size_mb).toBe(0);
  expect(code.surveys).toBe(5);

  await runSystemCheck(app);
  const chinese = { ...app, settings: { ...app.settings, lang: 'zh' as const } };
  expect(value(await runSystemCheck(chinese)).reason).toMatch(/模式/);
  expect(code.surveys).toBe(7);
});

test('--report shows the newest one whatever changed, and makes one when there is none', async () => {
  const made = value(await runSystemCheck(app, { report: true }));
  expect(code.surveys).toBe(1);
  code.files = [];
  expect(value(await runSystemCheck(app, { report: true }))).toBe(made);
  expect(code.surveys).toBe(1);
});

test('a folder that cannot be read is a failure', async () => {
  const unreadable = {
    ...app,
    codeBase: async () => ({ ...code, survey: async () => err(fail('io_error', 'no')) }),
  };
  expect(await runSystemCheck(unreadable)).toMatchObject({ ok: false, failure: { code: 'io_error' } });
  expect(reports.kept).toEqual([]);
});

test('a report that cannot be kept is shown all the same, and why is told', async () => {
  const full = { ...app, reports: { ...reports, keep: () => err(fail('io_error', 'full')) } };
  const told: string[] = [];
  const request = { onUnkept: ({ message }: Failure) => told.push(message) };
  expect(value(await runSystemCheck(full, request)).metrics.code_file_count).toBe(2);
  expect(value(await runSystemCheck(full)).decision).toBe('incremental');
  expect(told).toEqual(['full']);
});

test('progress is told, file by file', async () => {
  const told: string[] = [];
  await runSystemCheck(app, { onProgress: (done, total) => told.push(`${done}/${total}`) });
  expect(told).toEqual(['1/2', '2/2']);
});
