import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import { errorJson, type FailureCode, fail } from '../../src/core/failure.ts';

/** What scripts rely on. */
const CODES: { readonly [exitCode: number]: string } = {
  1: 'gate_failed budget_exhausted io_error job_failed check_failed',
  2: 'usage invalid_plan invalid_config',
  3:
    'not_initialized not_found nothing_ready template_not_found dependency_not_found module_not_found ' +
    'job_not_found',
  4:
    'invalid_transition task_blocked task_finished already_claimed locked_by_parent descendant_claimed ' +
    'not_claimed not_lease_holder lease_lost children_unfinished has_dependents has_children dependency_cycle ' +
    'version_conflict template_exists incremental_mode undo_conflict nothing_to_undo',
  5: 'corrupt_state invalid_template',
  70: 'internal',
  75: 'busy',
  130: 'interrupted',
};

describe.each(Object.entries(CODES))('exit code %s', (exitCode, codes) => {
  test.each(codes.split(' '))('%s', (code) => {
    expect(exitCodeOf(code as FailureCode)).toBe(Number(exitCode));
  });
});

test('an error for programs: the code, the message, and what else there is', () => {
  const bare = errorJson(fail('usage', 'no'));
  expect(bare).toEqual({ code: 'usage', message: 'no', retryable: false });
  const full = errorJson(fail('busy', 'no', { hint: 'again', data: { holder: 'x' } }));
  expect(full).toEqual({
    code: 'busy',
    message: 'no',
    hint: 'again',
    data: { holder: 'x' },
    retryable: true,
  });
});
