import { type Symptom, symptomOf } from '../core/check/symptom.ts';
import { type ErrorJson, errorJson, type Failure, fail } from '../core/failure.ts';
import type { ProjectInfo } from '../core/project.ts';
import { ok, type Result } from '../core/result.ts';
import type { Settings } from '../core/settings.ts';
import type { Repair, StoreDoctor } from '../ports/doctor.ts';
import type { Templates } from '../ports/templates.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

/** What an examination takes: less than an open project, for what is wrong may be what keeps it from opening. */
export interface DoctorDeps extends Pick<Deps, 'asker' | 'clock' | 'processes'> {
  readonly dir: string;
  /** The identity of the project; null when it has none. Failures: corrupt_state, io_error. */
  readonly project: () => Result<ProjectInfo | null, Failure>;
  /** The settings, and what they warn of. Failures: invalid_config, io_error. */
  readonly settings: () => Promise<
    Result<{ readonly settings: Settings; readonly warnings: readonly string[] }, Failure>
  >;
  readonly templates: Templates;
  /** Why other worktrees do not see the claims of the project; null where they do. */
  readonly unshared: string | null;
  readonly store: StoreDoctor;
}

export interface DoctorRequest {
  readonly fix?: boolean;
}

export interface DoctorAnswer {
  /** What is wrong; after mending, what is left. */
  readonly findings: readonly Symptom[];
  /** What was wrong and is not any more. */
  readonly fixed: readonly Symptom[];
  readonly repairs: readonly Repair[];
  /** `corrupt_state` when an error is among the findings. */
  readonly error: ErrorJson | null;
}

/** Examines every file and every rule of a project, and mends what it can when asked to. Failures: io_error, busy. */
export async function runDoctor(
  deps: DoctorDeps,
  request: DoctorRequest,
): Promise<Result<DoctorAnswer, Failure>> {
  const found = await examine(deps);
  if (!request.fix || !found.some(({ fixable }) => fixable)) return ok(answer(found, found, []));
  const repaired = await deps.store.repair(headOf(deps, momentOf(deps), 'doctor'));
  if (!repaired.ok) return repaired;
  const { repairs, doubts } = repaired.value;
  return ok(answer(found, [...(await examine(deps)), ...doubts], repairs));
}

async function examine(deps: DoctorDeps): Promise<readonly Symptom[]> {
  const stored = await deps.store.examine();
  const conflicts = new Set(stored.flatMap(({ code, file }) => (code === 'merge_conflict' ? file : [])));
  const around = [
    ...projectSymptoms(deps),
    ...placeSymptoms(deps),
    ...(await settingsSymptoms(deps)),
    ...(await templateSymptoms(deps.templates)),
  ];
  // That a file with both sides of a merge in it cannot be read as what it should be follows from that.
  return [...around.filter(({ file }) => file === undefined || !conflicts.has(file)), ...stored];
}

function projectSymptoms({ dir, project }: DoctorDeps): readonly Symptom[] {
  const read = project();
  if (!read.ok) return [symptomOf('invalid_project', read.failure, false)];
  if (read.value) return [];
  const file = `${dir}/config.json`;
  const message = `${file}: the file is missing; lra init makes it, and keeps everything else`;
  return [{ code: 'invalid_project', severity: 'error', message, file, fixable: false }];
}

function placeSymptoms({ unshared }: DoctorDeps): readonly Symptom[] {
  if (unshared === null) return [];
  return [{ code: 'unshared_claims', severity: 'warning', message: unshared, fixable: false }];
}

async function settingsSymptoms({ dir, settings, templates }: DoctorDeps): Promise<readonly Symptom[]> {
  const read = await settings();
  if (!read.ok) return [symptomOf('invalid_settings', read.failure, false)];
  const file = `${dir}/config.yaml`;
  const odd = { code: 'invalid_settings', file, fixable: false } as const;
  const warnings = read.value.warnings.map((message) => ({ ...odd, severity: 'warning', message }) as const);
  const template = await templates.get(read.value.settings.tasks.default_template);
  if (template.ok) return warnings;
  const message = `${file}: tasks.default_template cannot be used: ${template.failure.message}`;
  return [...warnings, { ...odd, severity: 'error', message }];
}

async function templateSymptoms(templates: Templates): Promise<readonly Symptom[]> {
  const symptoms: Symptom[] = [];
  for (const name of templates.names()) {
    const checked = await templates.validate(name);
    if (!checked.ok) symptoms.push(symptomOf('invalid_template', checked.failure, false));
    else {
      const { path, findings } = checked.value;
      for (const { severity, message, line } of findings) {
        const place = path === null ? {} : { file: path, ...(line === null ? {} : { line }) };
        const where = path === null ? name : `${path}${line === null ? '' : `:${line}`}`;
        symptoms.push({
          code: 'invalid_template',
          severity,
          message: `${where}: ${message}`,
          ...place,
          fixable: false,
        });
      }
    }
  }
  return symptoms;
}

function answer(
  before: readonly Symptom[],
  after: readonly Symptom[],
  repairs: readonly Repair[],
): DoctorAnswer {
  const left = new Set(after.map(({ message }) => message));
  const errors = after.filter(({ severity }) => severity === 'error').length;
  const failure = errors > 0 && fail('corrupt_state', `${count(errors, 'error')} found`, hintFor(after));
  const fixed = before.filter(({ message }) => !left.has(message));
  return { findings: after, fixed, repairs, error: failure ? errorJson(failure) : null };
}

function hintFor(findings: readonly Symptom[]): { hint?: string } {
  const fixable = findings.filter((finding) => finding.fixable).length;
  if (fixable === 0) return {};
  return { hint: `${fixable} can be mended, with the originals kept beside the files: lra doctor --fix` };
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
