import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonValue } from '../core/json.ts';
import type { WorkerProcess } from '../core/lease/lease.ts';
import type { RunNote, WorkFiles } from '../ports/work-files.ts';
import { randomIds } from './ids.ts';
import { errorCode } from './io-failure.ts';

/** The prompts and outputs of so many attempts are kept. */
const KEPT = 200;
const NOTE = '.run.json';
/** More slots than any machine has use for. */
const MOST_SLOTS = 10_000;

/** The files of workers in a folder; made when the first attempt is. */
export function workFilesIn(folder: string): WorkFiles {
  const names = join(folder, 'slots');
  return {
    begin(note, prompt) {
      mkdirSync(folder, { recursive: true });
      const files = {
        promptFile: join(folder, `${note.job_id}.prompt.md`),
        outputFile: join(folder, `${note.job_id}.log`),
      };
      writeFileSync(files.promptFile, prompt, { mode: 0o600 });
      putWhole(join(folder, note.job_id + NOTE), note);
      return files;
    },
    end: (jobId) => rmSync(join(folder, jobId + NOTE), { force: true }),
    notes: () =>
      filesIn(folder)
        .filter((name) => name.endsWith(NOTE))
        .flatMap((name) => (readJson(join(folder, name)) as RunNote | null) ?? [])
        .filter(isNote),
    takeName(agent, worker, isGone) {
      mkdirSync(names, { recursive: true });
      for (let number = 1; number <= MOST_SLOTS; number++) {
        const name = `${agent}/${number}`;
        if (take(join(names, fileOf(name)), worker, isGone)) return name;
      }
      throw new Error(`all names of ${agent} are taken`);
    },
    freeName: (name) => rmSync(join(names, fileOf(name)), { force: true }),
    prune() {
      const logs = filesIn(folder).filter((name) => /\.(?:log|prompt\.md)$/.test(name));
      const dated = logs
        .map((name) => ({ name, at: timeOf(join(folder, name)) }))
        .sort((a, b) => b.at - a.at);
      for (const { name } of dated.slice(2 * KEPT)) rmSync(join(folder, name), { force: true });
    },
  };
}

/** A name can be a file's but for the slash. */
function fileOf(name: string): string {
  return name.replace('/', '%');
}

/** Takes a name that is free, or whose holder is gone. Of several who take it away from the dead one wins. */
function take(path: string, worker: WorkerProcess, isGone: (worker: WorkerProcess) => boolean): boolean {
  if (create(path, worker)) return true;
  const holder = readJson(path) as WorkerProcess | null;
  if (holder === null || !isGone(holder)) return false;
  const aside = `${path}.${randomIds.transaction()}`;
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  const taken = readJson(aside) as WorkerProcess | null;
  // Another was faster, and the name is its by now: it is given back.
  if (taken !== null && !isGone(taken)) create(path, taken);
  rmSync(aside, { force: true });
  return create(path, worker);
}

/** Makes a file that is whole from its first moment; false when one is there. */
function create(path: string, value: object): boolean {
  const draft = `${path}.${randomIds.transaction()}`;
  try {
    writeFileSync(draft, JSON.stringify(value), { flag: 'wx' });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function putWhole(path: string, value: object): void {
  const draft = `${path}.${randomIds.transaction()}`;
  writeFileSync(draft, JSON.stringify(value));
  renameSync(draft, path);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Null for what is not there, or damaged. */
function readJson(path: string): JsonValue | object {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JsonValue;
  } catch {
    return null;
  }
}

function isNote({ job_id, task_id, agent, token, worker }: RunNote): boolean {
  const areTexts = [job_id, task_id, agent].every((text) => typeof text === 'string');
  return areTexts && typeof token === 'number' && isJsonObject(worker as unknown as JsonValue);
}
