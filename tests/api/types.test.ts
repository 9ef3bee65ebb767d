import { expectTypeOf, test } from 'vitest';
import type {
  Checkpoint,
  ContextDocument,
  DoctorAnswer,
  ExportLine,
  examineProject,
  LeaseJson,
  LogLine,
  Priority,
  Project,
  Reason,
  StatusLine,
  Symptom,
  Task,
  TaskJson,
} from '../../src/index.ts';

type Answer<Method extends keyof Project> = Project[Method] extends (...args: never) => infer Promised
  ? Awaited<Promised>
  : never;

// The compiler checks these: `npm run typecheck`.
test('answers are typed field by field', () => {
  expectTypeOf<TaskJson>().toExtend<Task>();
  expectTypeOf<TaskJson['priority']>().toEqualTypeOf<Priority>();
  expectTypeOf<TaskJson['lease']>().toEqualTypeOf<LeaseJson | null>();
  expectTypeOf<LeaseJson['status']>().toEqualTypeOf<'claimed' | 'paused' | 'orphaned'>();
  expectTypeOf<LeaseJson>().not.toHaveProperty('worker');
  expectTypeOf<Answer<'create'>['doc_task']>().toEqualTypeOf<TaskJson | null>();
  expectTypeOf<Answer<'list'>['tasks']>().toEqualTypeOf<readonly TaskJson[]>();
  expectTypeOf<Answer<'search'>>().toEqualTypeOf<Answer<'list'>>();
  expectTypeOf<Answer<'show'>['task']>().toEqualTypeOf<TaskJson>();
  expectTypeOf<Answer<'claim'>['lease']>().toEqualTypeOf<LeaseJson>();
  expectTypeOf<Answer<'claimNext'>>().toEqualTypeOf<Answer<'claim'>>();
  expectTypeOf<Answer<'resume'>['lease']>().toEqualTypeOf<LeaseJson | null>();
  expectTypeOf<Answer<'resumeAndClaim'>['checkpoint']>().toEqualTypeOf<Checkpoint | null>();
  expectTypeOf<Answer<'context'>['document']>().toEqualTypeOf<ContextDocument>();
  expectTypeOf<Answer<'log'>['entries']>().toEqualTypeOf<readonly LogLine[]>();
  expectTypeOf<Answer<'status'>['late']>().toEqualTypeOf<readonly StatusLine[]>();
  expectTypeOf<Answer<'graph'>['edges'][number]['type']>().toEqualTypeOf<'dependency' | 'parent'>();
  expectTypeOf<Answer<'record'>['record']['files_changed']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Awaited<ReturnType<typeof examineProject>>>().toEqualTypeOf<DoctorAnswer>();
  expectTypeOf<DoctorAnswer['findings']>().toEqualTypeOf<readonly Symptom[]>();
  expectTypeOf<Parameters<Project['export']>[0]>().toEqualTypeOf<(line: ExportLine) => void>();
});

test('a code tells which fields a reason has', () => {
  type Of<Code extends Reason['code']> = Extract<Reason, { readonly code: Code }>;
  expectTypeOf<Answer<'why'>['reasons']>().toEqualTypeOf<readonly Reason[]>();
  expectTypeOf<Of<'invalid_template'>['template']>().toEqualTypeOf<string>();
  expectTypeOf<Of<'task_blocked'>['count']>().toEqualTypeOf<number>();
  expectTypeOf<Of<'locked_by_parent'>['holder']>().toEqualTypeOf<string>();
  expectTypeOf<Of<'task_finished'>>().not.toHaveProperty('holder');
});

test('no method answers with an untyped object', () => {
  type Untyped = {
    [Method in keyof Project]: Project[Method] extends (...args: never) => unknown
      ? string extends keyof Answer<Method>
        ? Method
        : never
      : never;
  }[keyof Project];
  expectTypeOf<Untyped>().toEqualTypeOf<never>();
});
