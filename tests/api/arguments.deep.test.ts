import { expect, test } from 'vitest';
import { examineProject, initProject, LraError, openProject } from '../../src/index.ts';
import { temporaryFolder } from '../helpers/run-lra.ts';

const WRONG = [null, 5, 'x', {}, [], [5]];

const FIELDS =
  'id ids text statuses limit offset desc auto note description template priority output_req parent_id dependencies ' +
  'dependency_type deadline module labels variables add remove add_labels remove_labels if_version status plan name ' +
  'from outputLimit budget label output_limit completed remaining files state depth';

/** Enough for most requests to be read to their end. */
const RIGHT = { id: 'task_001', ids: ['task_001'], status: 'pending', text: 'x', name: 'x', priority: 'P0' };

/** What a call threw that is no LraError. */
async function bugOf(call: () => unknown): Promise<string | null> {
  try {
    await call();
    return null;
  } catch (error) {
    return error instanceof LraError && error.code !== 'internal' ? null : String(error);
  }
}

test('whatever a caller without a compiler passes, what is thrown is an LraError', async () => {
  const dir = temporaryFolder();
  await initProject({ dir });
  const project = await openProject({ dir, agent: 'ann' });
  await project.create({ description: 'one' });
  const requests = FIELDS.split(' ').flatMap((field) =>
    [null, 5].map((value) => ({ ...RIGHT, [field]: value })),
  );
  requests.push({ ...RIGHT, ids: [5] } as never, { ...RIGHT, statuses: [5] } as never);
  const bugs = new Set<string>();
  for (const [name, member] of Object.entries<unknown>({ ...project })) {
    if (typeof member !== 'function' || name === 'close') continue;
    for (const args of [[], ...[...WRONG, ...requests].map((one) => [one])]) {
      const bug = await bugOf(() => member(...args));
      if (bug) bugs.add(`${name}(${args.map((one) => JSON.stringify(one))}): ${bug}`);
    }
  }
  expect([...bugs]).toEqual([]);
}, 120_000);

test('so do the functions that begin', async () => {
  const dir = temporaryFolder();
  for (const wrong of [null, 5, 'x', ...[null, 5].flatMap(optionsWith)]) {
    for (const begin of [openProject, initProject, examineProject]) {
      const options = (typeof wrong === 'object' && wrong !== null ? { dir, ...wrong } : wrong) as never;
      expect([begin.name, wrong, await bugOf(() => begin(options))]).toEqual([begin.name, wrong, null]);
    }
  }
});

function optionsWith(value: unknown): object[] {
  return ['dir', 'agent', 'session', 'token', 'name', 'lang', 'fix'].map((field) => ({ [field]: value }));
}

test('a request says what it lacks', async () => {
  const dir = temporaryFolder();
  await initProject({ dir });
  const project = await openProject({ dir, agent: 'ann' });
  const lacking = project.search({} as never);
  await expect(lacking).rejects.toMatchObject({ code: 'usage', data: { field: 'text' } });
  await expect(project.record({ id: 'task_001', desc: 5 } as never)).rejects.toThrow('desc is a text, not 5');
  await expect(project.claimNext()).rejects.toMatchObject({ code: 'nothing_ready' });
});
