// One process that keeps a project open, through the package's own API, fsync on.
import { performance } from 'node:perf_hooks';
import { openProject } from '../../dist/index.js';
import { makeProject } from './project.mjs';
import { mean, median } from './statistics.mjs';

const ROUNDS = 150;
const id = (n) => `task_${String(n * 15 + 1).padStart(3, '0')}`;

async function series(count, action) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await action(i);
    times.push(performance.now() - start);
  }
  return { median: median(times), mean: mean(times) };
}

export async function inProcess(parent, sizes) {
  const rows = [];
  for (const size of sizes) {
    const dir = makeProject(parent, size, `in-process${size}`);
    const project = await openProject({ dir, agent: 'bench' });
    const rounds = Math.min(ROUNDS, Math.floor(size / 16));
    await project.context({});
    rows.push({
      size,
      claim: await series(rounds / 2, (i) => project.claim({ id: id(i + 1) })),
      set: await series(rounds / 2, (i) => project.set({ id: id(i + 1), status: 'completed' })),
      create: await series(rounds, (i) => project.create({ description: `one more ${i}` })),
      context: await series(Math.min(rounds, 30), () => project.context({})),
    });
    await project.close();
  }
  return rows;
}

/** The table of the original tool: sizes, memory, latencies, operations a second. */
export async function originalTable(parent) {
  const rows = [];
  for (const size of [10, 50, 100, 200, 500, 1000]) {
    const dir = makeProject(parent, 0, `original${size}`);
    globalThis.gc?.();
    const base = process.memoryUsage().rss;
    const project = await openProject({ dir, agent: 'bench' });
    const start = performance.now();
    const create = await series(size, (i) => project.create({ description: `task ${i}` }));
    const peakAfterCreate = process.memoryUsage().rss;
    const name = (i) => `task_${String(i + 1).padStart(3, '0')}`;
    const read = await series(size, (i) => project.show({ id: name(i) }));
    const update = await series(size, (i) => project.edit({ id: name(i), output_req: '4k' }));
    const seconds = (performance.now() - start) / 1000;
    const peak = Math.max(peakAfterCreate, process.memoryUsage().rss);
    rows.push({ size, base, peak, create, read, update, opsPerSecond: (size * 3) / seconds });
    await project.close();
  }
  return rows;
}
