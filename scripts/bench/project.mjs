// Projects of a given size for the benchmarks: a third of the tasks wait for the one before, some are done.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const lra = fileURLToPath(new URL('../../bin/lra.js', import.meta.url));

export function makeProject(parent, size, name = `p${size}`) {
  const dir = join(parent, name);
  mkdirSync(dir);
  const run = (...args) =>
    execFileSync(process.execPath, [lra, ...args], { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  run('init', '--name', 'bench');
  if (size > 0) {
    const file = join(parent, `${name}.jsonl`);
    writeFileSync(file, exportOf(size));
    run('import', file);
  }
  return dir;
}

function exportOf(size) {
  const lines = [{ type: 'project', format: 1, name: 'bench', project_id: 'bench', counters: {} }];
  for (let n = 1; n <= size; n++) lines.push({ type: 'task', task: task(n) });
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

const id = (n) => `task_${String(n).padStart(3, '0')}`;

function task(n) {
  const isDone = n % 5 === 0;
  const waits = n % 3 === 0 && n > 3 && !isDone;
  const at = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
  return {
    id: id(n),
    description: `Implement part ${n} of the system and describe what changed in its module documentation`,
    template: 'task',
    priority: `P${n % 4}`,
    status: isDone ? 'completed' : waits ? 'blocked' : 'pending',
    parent_id: null,
    output_req: n % 7 === 0 ? '32k' : '8k',
    dependencies: waits ? [id(n - 1)] : [],
    dependency_type: 'all',
    deadline: null,
    module: null,
    labels: [],
    variables: {},
    source: null,
    task_file: `tasks/${id(n)}.md`,
    created_at: at,
    updated_at: at,
    finished_at: isDone ? at : null,
    created_by: 'bench',
    version: 1,
  };
}
