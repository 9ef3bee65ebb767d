import { join } from 'node:path';
import { expect, test } from 'vitest';
import { batchClaim } from '../../src/app/batch-claim.ts';
import { batchSet } from '../../src/app/batch-set.ts';
import { contextFor } from '../../src/app/build-context.ts';
import { checkBlockedTasks } from '../../src/app/check-blocked.ts';
import { checkpointTask } from '../../src/app/checkpoint-task.ts';
import { claimNext } from '../../src/app/claim-next.ts';
import type { Deps } from '../../src/app/deps.ts';
import { drawGraph } from '../../src/app/draw-graph.ts';
import { editTaskDependencies } from '../../src/app/edit-dependencies.ts';
import { explainTask } from '../../src/app/explain-task.ts';
import { exportProject } from '../../src/app/export-project.ts';
import { importTasks } from '../../src/app/import-tasks.ts';
import { listTasks } from '../../src/app/list-tasks.ts';
import { projectStatus } from '../../src/app/project-status.ts';
import { setTaskStatus } from '../../src/app/set-status.ts';
import { showDependencies } from '../../src/app/show-dependencies.ts';
import { undoLast } from '../../src/app/undo-last.ts';
import { styleFor } from '../../src/cli/render/ansi.ts';
import { graphText } from '../../src/cli/render/graph.ts';
import { renderDot } from '../../src/core/graph/render-dot.ts';
import { renderMermaid } from '../../src/core/graph/render-mermaid.ts';
import { memoryApp } from '../helpers/memory-app.ts';
import { newProject, openStore } from '../helpers/store-folder.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { failure, value } from '../unit/lease/support.ts';
import { exportText, SHAPES, type Shape } from './shapes.ts';

/** Only what hangs takes longer than this, in milliseconds: it is no promise of speed. */
const HANGS = 60_000;
const BUDGET = 2000;
const MANY_RINGS = 1000;
const STYLE = styleFor(false, Number.POSITIVE_INFINITY);

/**
 * Everything that one does with a project of `size` tasks, of each shape. Files serve all that touches few tasks; what
 * changes every task, and so writes a record for each, is played in memory: there it would show what is quadratic.
 */
export function scaleSuite(size: number): void {
  for (const shape of Object.keys(SHAPES) as Shape[]) {
    const tasks = SHAPES[shape](size);
    const [first, last] = [tasks[0]!.id, tasks.at(-1)!.id];

    test(
      `${size} tasks in files: ${shape}`,
      async () => {
        const app = appOnFiles();
        const step = stepper(shape);
        value(await step('dry run', () => importTasks(app, { text: exportText(tasks), dryRun: true })));
        const imported = value(await step('import', () => importTasks(app, { text: exportText(tasks) })));
        expect(imported).toMatchObject({ imported: size, skipped: [] });
        await ask(app, size, first, last, step);
        await step('cycle', () => refuseRing(app, shape, size, first, last));
        const { task } = value(await step('claim --next', () => claimNext(app, {})));
        value(
          await step('checkpoint', () => checkpointTask(app, { id: String(task.id), note: 'half of it' })),
        );
        value(await step('check-blocked', () => checkBlockedTasks(app)));
        await app.store.close();
      },
      10 * HANGS,
    );

    test(
      `${size} tasks that all change: ${shape}`,
      async () => {
        const app = memoryApp();
        const step = stepper(shape);
        value(await step('import', () => importTasks(app, { text: exportText(tasks) })));
        await thereAndBack(app, size, step);
        await step('finish', () => finishHead(app, shape, size, first));
      },
      10 * HANGS,
    );
  }

  test(
    `${size} tasks: many leases, many rings`,
    async () => {
      const app = memoryApp();
      const step = stepper('batches');
      const plain = SHAPES['fan-out'](size).map((one) => ({ ...one, status: 'pending', dependencies: [] }));
      const ids = plain.slice(0, size / 2).map(({ id }) => id);
      value(await step('import', () => importTasks(app, { text: exportText(plain) })));
      expect(value(await step('claims', () => batchClaim(app, { ids }))).error).toBe(null);
      expect(value(await step('finish', () => batchSet(app, { ids, status: 'completed' }))).error).toBe(null);
      value(await step('undo', () => undoLast(app)));
      // Two and two wait for each other: an import drops one link of each ring.
      const rings = plain
        .slice(0, MANY_RINGS)
        .map((one, i) => ({ ...one, created_by: 'rings', dependencies: [plain[i ^ 1]!.id] }));
      const text = exportText(rings).replace('p-large', 'p-rings');
      const imported = value(await step('rings', () => importTasks(app, { text })));
      expect(imported.skipped).toHaveLength(MANY_RINGS / 2);
    },
    10 * HANGS,
  );
}

type Step = <T>(name: string, run: () => Promise<T>) => Promise<T>;

function appOnFiles() {
  const { lifecycles } = memoryApp().templates;
  return memoryApp({ store: openStore(newProject(join(tempFolder(), 'project')), { lifecycles }) });
}

function stepper(what: string): Step {
  return async (name, run) => {
    const start = performance.now();
    const done = await run();
    const took = performance.now() - start;
    if (process.env.SHOW) console.log(`${what}: ${name} ${took.toFixed(0)} ms`);
    expect(took, `${what}: ${name} took ${took} ms`).toBeLessThan(HANGS);
    return done;
  };
}

async function ask(app: Deps, size: number, first: string, last: string, step: Step): Promise<void> {
  const { document } = value(await step('context', () => contextFor(app, { budget: BUDGET })));
  expect(document.tokens).toBeLessThanOrEqual(BUDGET);
  expect(document.stats.total).toBe(size);
  for (const id of [first, last])
    expect(value(await step('why', () => explainTask(app, { id }))).task_id).toBe(id);
  for (const dependents of [false, true]) {
    for (const id of [first, last]) {
      const { tree } = value(await step('deps', () => showDependencies(app, { id, tree: true, dependents })));
      expect(tree!.length).toBeLessThanOrEqual(200);
    }
  }
  expect(value(await step('list', () => listTasks(app, { limit: 0 }))).returned).toBe(size);
  value(await step('ready', () => listTasks(app, { ready: true })));
  value(await step('status', () => projectStatus(app)));
  const picture = value(await step('draw', () => drawGraph(app)));
  const near = value(await step('draw one', () => drawGraph(app, { id: first })));
  for (const drawn of [picture, near]) {
    for (const text of [graphText(drawn, STYLE), renderMermaid(drawn), renderDot(drawn)])
      expect(text).toContain(first);
  }
  let lines = 0;
  value(await step('export', () => exportProject(app, () => void lines++)));
  expect(lines).toBe(size + 1);
}

/** A link from the far end back to the beginning. */
async function refuseRing(app: Deps, shape: Shape, size: number, first: string, last: string): Promise<void> {
  if (shape === 'random DAG') return;
  const [id, on] = shape === 'chain from its end' ? [last, first] : [first, last];
  const found = failure(await editTaskDependencies(app, { id, add: [on] }), 'dependency_cycle');
  const { path, length } = found.data!;
  expect((path as readonly string[]).length).toBeLessThanOrEqual(101);
  expect(length).toBe(shape.startsWith('chain') ? size + 1 : 3);
}

async function finishHead(app: Deps, shape: Shape, size: number, first: string): Promise<void> {
  if (shape !== 'fan-out' && shape !== 'chain') return;
  value(await setTaskStatus(app, { id: first, status: 'in_progress' }));
  const { unblocked } = value(await setTaskStatus(app, { id: first, status: 'completed' }));
  expect(unblocked).toHaveLength(shape === 'chain' ? 1 : size - 1);
}

/** Takes the import back, and then that. */
async function thereAndBack(app: Deps, size: number, step: Step): Promise<void> {
  const count = async () => value(await app.store.read({ kind: 'project' }, ({ graph }) => graph.size));
  value(await step('undo', () => undoLast(app)));
  expect(await count()).toBe(0);
  value(await step('redo', () => undoLast(app)));
  expect(await count()).toBe(size);
}
