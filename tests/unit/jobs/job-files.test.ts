import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JobStatus } from '../../../src/core/run/job.ts';
import type { JobSpec, JobState } from '../../../src/host/jobs/job-documents.ts';
import { JobFiles } from '../../../src/host/jobs/job-files.ts';
import { readPart, startOfLastLines } from '../../../src/host/jobs/log-file.ts';
import { noticesIn } from '../../../src/host/jobs/notices.ts';
import { pruneJobs } from '../../../src/host/jobs/prune.ts';
import { describeProcess } from '../../../src/host/processes.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const files = () => new JobFiles(join(tempFolder(), 'jobs'));
const LONG_AGO = new Date('2020-01-01T00:00:00.000Z');

function create(jobs: JobFiles, more: Partial<JobSpec> = {}): JobSpec {
  return jobs.create((id) => ({
    id,
    mark: `${id}.test`,
    created_at: new Date().toISOString(),
    command: ['true'],
    shell: false,
    cwd: '/',
    task_id: null,
    name: null,
    agent: 'ann',
    timeout_seconds: 1,
    log_bytes: 1,
    events: { folder: join(jobs.folder, 'events'), most: 1_000_000 },
    ...more,
  }));
}

function state(status: JobStatus, more: Partial<JobState> = {}): JobState {
  const nothing = { ended_at: null, exit_code: null, output_bytes: null, result: null };
  return { status, supervisor: describeProcess(), ...nothing, ...more };
}

const ended = (jobs: JobFiles) => {
  const spec = create(jobs);
  jobs.end(spec, state('completed', { exit_code: 0, result: 'said' }));
  return spec.id;
};
const told = async (jobs: JobFiles) =>
  (await noticesIn(jobs.folder).pending()).map(({ notice }) => [notice.id, notice.status]);

describe('ids', () => {
  test('count on in the order of numbers, and none is used again', () => {
    const jobs = files();
    mkdirSync(join(jobs.folder, 'job_999'), { recursive: true });
    expect(create(jobs).id).toBe('job_1000');
    expect(create(jobs).id).toBe('job_1001');
    expect(jobs.ids()).toEqual(['job_1001', 'job_1000', 'job_999']);
  });

  test('stay unused also when old jobs are pruned', () => {
    const jobs = files();
    for (let i = 0; i < 120; i++) noticesIn(jobs.folder).acknowledge([`notice_${ended(jobs).slice(4)}`]);
    pruneJobs(jobs);
    expect(jobs.ids()).toHaveLength(100);
    expect(create(jobs).id).toBe('job_121');
  });
});

describe('pruning', () => {
  test('keeps what runs and what nobody was told of', async () => {
    const jobs = files();
    const running = create(jobs).id;
    const waiting = ended(jobs);
    for (let i = 0; i < 105; i++) noticesIn(jobs.folder).acknowledge([`notice_${ended(jobs).slice(4)}`]);
    pruneJobs(jobs);
    expect(jobs.ids()).toHaveLength(102);
    expect(jobs.ids()).toEqual(expect.arrayContaining([running, waiting]));
  });

  test('has a bound on notices that nobody fetches', () => {
    const jobs = files();
    for (let i = 0; i < 410; i++) ended(jobs);
    pruneJobs(jobs);
    expect(jobs.ids()).toHaveLength(400);
    expect(jobs.outbox().notices).toHaveLength(400);
    expect(jobs.outbox().notices[0]).toBe('job_011');
  });
});

describe('settling', () => {
  test('leaves word of an end that its watcher had no time for, under the same id', async () => {
    const jobs = files();
    const id = ended(jobs);
    jobs.forgetNotice(id);
    writeFileSync(join(jobs.folder, 'outbox', `${id}.running`), '');
    expect(await told(jobs)).toEqual([]);
    utimesSync(jobs.path(id, 'status.json'), LONG_AGO, LONG_AGO);
    expect(await told(jobs)).toEqual([['notice_001', 'completed']]);
    expect(jobs.outbox().running).toEqual([]);
  });

  test('waits for a job that is being started, and no longer than a minute', async () => {
    const jobs = files();
    create(jobs);
    expect(await told(jobs)).toEqual([]);
    create(jobs, { created_at: new Date(Date.now() - 61_000).toISOString() });
    expect(await told(jobs)).toEqual([['notice_002', 'interrupted']]);
  });

  test('believes a watcher on another host until it was silent for five minutes', async () => {
    const jobs = files();
    const { id } = create(jobs);
    jobs.begin(id, state('running', { supervisor: { ...describeProcess(), host: 'elsewhere' } }));
    expect(await told(jobs)).toEqual([]);
    utimesSync(jobs.path(id, 'status.json'), LONG_AGO, LONG_AGO);
    expect(await told(jobs)).toEqual([['notice_001', 'interrupted']]);
  });

  test('never doubts a watcher that is there, however silent it is', async () => {
    const jobs = files();
    const { id } = create(jobs);
    jobs.begin(id, state('running'));
    utimesSync(jobs.path(id, 'status.json'), LONG_AGO, LONG_AGO);
    expect(await told(jobs)).toEqual([]);
  });

  test('takes a pid that another process has by now for gone', async () => {
    const jobs = files();
    const { id } = create(jobs);
    jobs.begin(id, state('running', { supervisor: { ...describeProcess(), start_time: '1' } }));
    expect(await told(jobs)).toEqual([['notice_001', 'interrupted']]);
  });

  test('a status that a power cut left empty is that of a job being started', async () => {
    const jobs = files();
    const { id } = create(jobs, { created_at: LONG_AGO.toISOString() });
    writeFileSync(jobs.path(id, 'status.json'), '');
    expect(await told(jobs)).toEqual([['notice_001', 'interrupted']]);
    expect(jobs.job(id)).toMatchObject({ status: 'interrupted' });
  });
});

test('nothing is made by looking', async () => {
  const jobs = files();
  expect(await told(jobs)).toEqual([]);
  expect(jobs.ids()).toEqual([]);
  expect(existsSync(jobs.folder)).toBe(false);
});

describe('a log', () => {
  const log = (text: string) => {
    const path = join(tempFolder(), 'log');
    writeFileSync(path, text);
    return path;
  };

  test('is read in parts that end with whole characters', () => {
    const path = log('aé😀b');
    const parts: string[] = [];
    for (let from = 0; ; ) {
      const { text, next } = readPart(path, from, 4);
      if (text === '') break;
      parts.push(text);
      from = next;
    }
    expect(parts).toEqual(['aé', '😀', 'b']);
    expect(readPart('/no/such/log', 3, 4)).toEqual({ text: '', next: 3 });
  });

  test('is read on when it is no text', () => {
    const path = join(tempFolder(), 'log');
    writeFileSync(path, Buffer.alloc(10, 0xff));
    expect(readPart(path, 0, 100).next).toBeGreaterThan(0);
    expect(readPart(path, 9, 100).next).toBe(10);
  });

  test('has its last lines found, also far from the end', () => {
    const long = `first\n${'x'.repeat(200_000)}\nlast\n`;
    const path = log(long);
    const from = (lines: number) => long.slice(startOfLastLines(path, lines));
    expect(from(0)).toBe('');
    expect(from(1)).toBe('last\n');
    expect(from(2)).toHaveLength(200_006);
    expect(from(3)).toBe(long);
    expect(from(99)).toBe(long);
    expect(startOfLastLines(log('no end'), 1)).toBe(0);
    expect(startOfLastLines(log('a\nb'), 1)).toBe(2);
  });
});
