import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isJobId,
  type JobWithResult,
  jobId,
  jobNumber,
  type KeptNotice,
  noticeOf,
} from '../../core/run/job.ts';
import {
  discard,
  type JobSpec,
  type JobState,
  jobOf,
  list,
  readJson,
  replace,
  text,
} from './job-documents.ts';

const RUNNING = '.running';
const NOTICE = '.json';

/**
 * The files of the jobs of a project: a folder each, and an outbox with a file for each job that runs and for each
 * notice that was not delivered, so that one look there tells whether there is anything to do.
 */
export class JobFiles {
  readonly folder: string;
  readonly #outbox: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#outbox = join(folder, 'outbox');
  }

  path(id: string, name: 'job.json' | 'status.json' | 'output.log' | 'kill'): string {
    return join(this.folder, id, name);
  }

  /** The ids of all jobs, the newest first. */
  ids(): readonly string[] {
    const names = list(this.folder).filter(isJobId);
    return names.sort((a, b) => jobNumber(b) - jobNumber(a));
  }

  /** Makes the folder of a new job, under an id that was never used. Throws when it cannot be written. */
  create(makeSpec: (id: string) => JobSpec): JobSpec {
    mkdirSync(this.#outbox, { recursive: true });
    for (let number = jobNumber(this.ids()[0] ?? jobId(0)) + 1; ; number++) {
      const id = jobId(number);
      try {
        mkdirSync(join(this.folder, id));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw error;
      }
      const spec = makeSpec(id);
      writeFileSync(join(this.#outbox, id + RUNNING), '');
      replace(this.path(id, 'job.json'), spec);
      return spec;
    }
  }

  spec(id: string): JobSpec | null {
    return readJson<JobSpec>(this.path(id, 'job.json'));
  }

  state(id: string): JobState | null {
    return readJson<JobState>(this.path(id, 'status.json'));
  }

  /** The job as others see it; null when there is none. */
  job(id: string): JobWithResult | null {
    const spec = this.spec(id);
    return spec && jobOf(spec, this.state(id), this.path(id, 'output.log'));
  }

  /** Says who watches over a job, unless that was said already. */
  begin(id: string, state: JobState): void {
    try {
      writeFileSync(this.path(id, 'status.json'), text(state), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }

  /** Says how a job ended, and leaves word of it in the outbox: in this order, which `finish` relies on. */
  end(spec: JobSpec, state: JobState): void {
    replace(this.path(spec.id, 'status.json'), state);
    this.finish(spec, state);
  }

  /** Leaves word of a job whose end is written. */
  finish(spec: JobSpec, state: JobState): void {
    const notice = noticeOf(jobOf(spec, state, this.path(spec.id, 'output.log')));
    if (!notice) return;
    const kept: KeptNotice = { agent: spec.agent, notice };
    replace(join(this.#outbox, spec.id + NOTICE), kept);
    this.forgetRunning(spec.id);
  }

  /** The ids of the jobs that run, as far as is known, and of those whose notices wait; the oldest first. */
  outbox(): { readonly running: readonly string[]; readonly notices: readonly string[] } {
    const names = list(this.#outbox);
    const ending = (end: string) => {
      const ids = names.filter((name) => name.endsWith(end)).map((name) => name.slice(0, -end.length));
      return ids.filter(isJobId).sort((a, b) => jobNumber(a) - jobNumber(b));
    };
    return { running: ending(RUNNING), notices: ending(NOTICE) };
  }

  notice(id: string): KeptNotice | null {
    return readJson<KeptNotice>(join(this.#outbox, id + NOTICE));
  }

  forgetNotice(id: string): void {
    discard(join(this.#outbox, id + NOTICE));
  }

  forgetRunning(id: string): void {
    discard(join(this.#outbox, id + RUNNING));
  }

  /** Deletes all there is of a job. */
  remove(id: string): void {
    this.forgetNotice(id);
    this.forgetRunning(id);
    rmSync(join(this.folder, id), { recursive: true, force: true });
  }

  /** Shows that somebody watches over the job. Throws when its folder is gone. */
  touch(id: string): void {
    const now = new Date();
    utimesSync(this.path(id, 'status.json'), now, now);
  }

  /** When somebody last showed that; milliseconds since the epoch, null when nobody did. */
  touchedAt(id: string): number | null {
    return statSync(this.path(id, 'status.json'), { throwIfNoEntry: false })?.mtimeMs ?? null;
  }

  askToEnd(id: string): void {
    writeFileSync(this.path(id, 'kill'), '');
  }

  isAskedToEnd(id: string): boolean {
    return existsSync(this.path(id, 'kill'));
  }
}
