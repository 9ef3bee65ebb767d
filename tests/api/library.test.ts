import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { consumerFolder } from '../helpers/examples.ts';
import { NODE, runProgram } from '../helpers/run-lra.ts';

/** Runs a module in a folder where the package is installed; returns what it printed as JSON. */
async function runModule(source: string) {
  const cwd = consumerFolder();
  // It stands in the project, whose first task has its code checked: documented, it may be taken over whole.
  writeFileSync(join(cwd, 'program.mjs'), `/** Tries the package. */\n${source}`);
  const ran = await runProgram(NODE, ['program.mjs'], { cwd });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.json;
}

test('a program imports the package and plays the main flow', async () => {
  const said = await runModule(`
    import { examineProject, initProject, openProject } from 'long-run-agent';
    const { created } = await initProject({ name: 'shop' });
    const ann = await openProject({ agent: 'ann' });
    const { task } = await ann.create({ description: 'Write the parser' });
    await ann.create({ description: 'Test it', dependencies: [task.id] });
    const claimed = await ann.claimNext({});
    const done = await ann.set({ id: task.id, status: 'completed' });
    const { total } = await ann.list();
    const { findings } = await examineProject();
    await ann.close();
    console.log(JSON.stringify({
      created, name: ann.info.name, claimed: claimed.task.id, holder: claimed.lease.agent,
      unblocked: done.unblocked, total, findings,
    }));
  `);
  expect(said).toEqual({
    created: true,
    name: 'shop',
    claimed: 'task_001',
    holder: 'ann',
    unblocked: ['task_002'],
    total: 2,
    findings: [],
  });
});

test('failures are thrown, with the fields of the command line', async () => {
  const said = await runModule(`
    import { initProject, LraError, openProject } from 'long-run-agent';
    const thrown = [];
    const attempt = async (run) => {
      try { await run(); } catch (error) {
        thrown.push({ typed: error instanceof LraError, name: error.name, ...error });
      }
    };
    await attempt(() => openProject());
    await initProject();
    await attempt(() => openProject({ agent: 'not an id' }));
    await attempt(() => openProject({ token: -1 }));
    const project = await openProject({ agent: 'ann' });
    await attempt(() => project.show({ id: 'task_009' }));
    await attempt(() => project.claimNext({}));
    console.log(JSON.stringify(thrown));
  `);
  expect(said).toMatchObject([
    { typed: true, name: 'LraError', code: 'not_initialized', retryable: false },
    { code: 'usage' },
    { code: 'usage' },
    { code: 'not_found', hint: expect.any(String), data: { id: 'task_009' } },
    { code: 'nothing_ready', retryable: true },
  ]);
});
