import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examineProject, initProject, openProject, type Project } from '../../src/index.ts';
import { DeclaredTypes } from '../helpers/declared-types.ts';
import { tour } from '../helpers/library-tour.ts';
import { temporaryFolder } from '../helpers/run-lra.ts';

const types = new DeclaredTypes();
const project = types.answerOf('openProject');
const members = types.membersOf(project);
type Type = typeof project;

/** Filled only where a worker has reserved money below a limit, in a container that has limits, or when a resource is scarce. */
const NOT_HERE = [
  'limit (budget.ts',
  'left (budget.ts',
  'reservations (budget.ts',
  'cgroup (resources.ts',
  'warnings (resources.ts',
];

test('every answer has the fields that its type declares, and no others', async () => {
  const faults: string[] = [];
  const called = new Set<string>();
  const look = (name: string, value: unknown, type = members.get(name)!) => {
    called.add(name);
    faults.push(...types.faults(value, type, name));
  };
  const dir = temporaryFolder();
  look('initProject', await initProject({ dir }), types.answerOf('initProject'));
  const inner = { dir: join(dir, 'inner') };
  mkdirSync(inner.dir);
  look('initProject', await initProject(inner), types.answerOf('initProject'));
  await tour({ dir, open: async (options) => watched(await openProject(options), look) });
  damage(dir);
  look('examineProject', await examineProject({ dir, fix: true }), types.answerOf('examineProject'));
  expect(faults).toEqual([]);
  expect([...members.keys()].filter((name) => !called.has(name))).toEqual([]);
  expect(types.unseen().filter((field) => !NOT_HERE.some((start) => field.startsWith(start)))).toEqual([]);
  expect(types.unnamed()).toEqual([]);
});

test('every method says what it does, and fails with what its use-case fails with', () => {
  const comments = types.commentsOn(project);
  const codes = types.literalsOf('FailureCode');
  const codesIn = (comment: string | undefined) =>
    codes.filter((code) => new RegExp(`\\b${code}\\b`).test(comment ?? '')).sort();
  expect(codes).toContain('nothing_ready');
  for (const [method, comment] of types.commentsOnUseCases()) {
    expect([method, comments.get(method)]).toEqual([method, expect.stringMatching(/\.$/)]);
    expect([method, ...codesIn(comments.get(method))]).toEqual([method, ...codesIn(comment)]);
  }
});

/** A project whose answers are looked at before the caller gets them. */
function watched(opened: Project, look: (name: string, value: unknown, type?: Type) => void): Project {
  const watchedCallback = (name: string, arg: unknown) =>
    typeof arg !== 'function'
      ? arg
      : (given: unknown) => {
          look(name, given, types.givenTo(project, name));
          return arg(given);
        };
  const members = Object.entries<unknown>({ ...opened }).map(([name, member]) => {
    if (typeof member !== 'function') {
      look(name, member);
      return [name, member];
    }
    const call = async (...args: unknown[]) => {
      const answer: unknown = await member(...args.map((arg) => watchedCallback(name, arg)));
      look(name, answer);
      return answer;
    };
    return [name, call];
  });
  return Object.fromEntries(members);
}

function damage(dir: string): void {
  const own = (path: string) => join(dir, '.long-run-agent', path);
  appendFileSync(own('templates/fragile.yaml'), 'states: [open]\n');
  writeFileSync(own('records/task_001.json'), 'no JSON');
}
