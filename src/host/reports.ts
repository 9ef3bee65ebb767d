import { type Dirent, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../core/codebase/report.ts';
import { type Failure, fail } from '../core/failure.ts';
import { isJsonObject, type JsonValue } from '../core/json.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { KeptReport, Reports } from '../ports/reports.ts';
import { randomIds } from './ids.ts';
import { errorCode, ioFailure } from './io-failure.ts';
import { createTextFile, readTextFile } from './text-file.ts';

const MOST_KEPT = 20;
const RANDOM_LETTERS = 6;
/** The time of the check, so that names sort as the reports were made; then the report, what it is about, or a draft of either. */
const OURS = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-z]{6})\.(?:json|about)(?:\.[0-9a-z]+\.tmp)?$/;
const REPORT = '.json';
/** The report is what `--format json` prints and no more, so the fingerprint and the language lie beside it. */
const ABOUT = '.about';

/** The reports in a folder, a file each; what else lies there is left alone, and symbolic links are not followed. */
export function reportsIn(folder: string): Reports {
  return {
    newest: () => {
      for (const stem of reportStems(filesOf(folder))) {
        const report = readJson(join(folder, stem + REPORT));
        if (isReport(report)) return { report, ...readAbout(join(folder, stem + ABOUT)) };
      }
      return null;
    },
    keep: (kept) => {
      const written = write(folder, kept);
      if (written.ok) prune(folder);
      return written;
    },
    turn: async (patience) => {
      const { takeTurn } = await import('./report-turn.ts');
      return takeTurn(folder, patience);
    },
  };
}

function write(folder: string, { report, ...about }: KeptReport): Result<void, Failure> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return err(ioFailure('make', folder, error));
  }
  if (!isRealFolder(folder)) {
    const message = `cannot write in ${folder}: it is a symbolic link, which lra does not follow here`;
    return err(fail('io_error', message, { hint: 'put a folder in its place', data: { path: folder } }));
  }
  const time = report.checked_at.replaceAll(':', '-');
  const stem = join(folder, `${time}-${randomIds.transaction().slice(0, RANDOM_LETTERS)}`);
  // The report comes last: with it, all is there.
  const kept = createTextFile(stem + ABOUT, `${JSON.stringify(about)}\n`);
  const written = kept.ok ? createTextFile(stem + REPORT, `${JSON.stringify(report, null, 2)}\n`) : kept;
  return written.ok ? ok(undefined) : written;
}

/** Deletes what belongs to reports older than those that are kept; what cannot be deleted stays for the next time. */
function prune(folder: string): void {
  const files = filesOf(folder);
  const oldest = reportStems(files)[MOST_KEPT - 1];
  if (oldest === undefined) return;
  for (const name of files) {
    const stem = OURS.exec(name)?.[1];
    if (stem === undefined || stem >= oldest) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // Read-only, or in use.
    }
  }
}

/** Without their endings, the newest first. */
function reportStems(files: readonly string[]): readonly string[] {
  const stems = files.flatMap((name) => (name.endsWith(REPORT) ? (OURS.exec(name)?.[1] ?? []) : []));
  return stems.sort().reverse();
}

function filesOf(folder: string): readonly string[] {
  if (!isRealFolder(folder)) return [];
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => (entry.isFile() ? entry.name : []));
}

function isRealFolder(folder: string): boolean {
  try {
    return lstatSync(folder).isDirectory();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

function readJson(path: string): JsonValue | undefined {
  const read = readTextFile(path);
  try {
    return read.ok && read.value !== null ? (JSON.parse(read.value) as JsonValue) : undefined;
  } catch {
    return undefined;
  }
}

/** Without it the report is about no code that there is, and a check measures anew. */
function readAbout(path: string): Omit<KeptReport, 'report'> {
  const about = readJson(path);
  if (!isJsonObject(about) || typeof about.fingerprint !== 'string') return { fingerprint: '', lang: 'en' };
  return { fingerprint: about.fingerprint, lang: about.lang === 'zh' ? 'zh' : 'en' };
}

/** Whether all is there that the commands read; a report of another hand may lack anything. */
function isReport(value: JsonValue | undefined): value is JsonValue & Report {
  if (!isJsonObject(value)) return false;
  const { decision, reason, checked_at, thresholds, metrics, languages, modules, suggestions } = value;
  return (
    (decision === 'full' || decision === 'incremental') &&
    typeof reason === 'string' &&
    typeof checked_at === 'string' &&
    isJsonObject(thresholds) &&
    isJsonObject(metrics) &&
    Array.isArray(languages) &&
    Array.isArray(suggestions) &&
    Array.isArray(modules) &&
    modules.every(
      (module) => isJsonObject(module) && typeof module.name === 'string' && typeof module.path === 'string',
    )
  );
}
