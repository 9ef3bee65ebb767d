// Runs the most frequent commands once, in this process, and keeps what V8 compiled for them: see bin/code-cache.js.
const { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { cacheFile, loadBundlesWith } = require('../bin/code-cache.js');

/** The more is kept, the longer it takes to read: what these use, most of their like use as well. */
const OTHERS = [
  ['search', 'task'],
  ['edit', 'task_001', '--priority', 'P1'],
];
const FREQUENT = [
  ['create', 'a task'],
  ['list'],
  ['context'],
  ['claim', '--next', '--json'],
  ['set', 'task_001', 'completed'],
];

/** So many that they are read as from a large project: from a base. */
const TASKS = 300;

/** What `import` reads: an even task waits for the one before. */
function exportOfTasks() {
  const id = (n) => `task_${String(n).padStart(3, '0')}`;
  const lines = [{ type: 'project', format: 1, name: 'cache', project_id: 'cache', counters: {} }];
  for (let n = 1; n <= TASKS; n++) lines.push({ type: 'task', task: task(id(n), n % 2 ? [] : [id(n - 1)]) });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function task(id, dependencies) {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    id,
    description: 'a task',
    template: 'task',
    priority: 'P2',
    status: dependencies.length > 0 ? 'blocked' : 'pending',
    parent_id: null,
    output_req: '8k',
    dependencies,
    dependency_type: 'all',
    deadline: null,
    module: null,
    labels: [],
    variables: {},
    source: null,
    task_file: `tasks/${id}.md`,
    created_at: at,
    updated_at: at,
    finished_at: null,
    created_by: 'build',
    version: 1,
  };
}

async function main() {
  const scripts = new Map();
  loadBundlesWith(
    () => undefined,
    (filename, script) => scripts.set(filename, script),
  );
  const dist = join(__dirname, '..', 'dist');
  const frequent = require(join(dist, 'frequent.cjs'));
  const program = require(join(dist, 'program.cjs'));
  const project = mkdtempSync(join(tmpdir(), 'lra-code-cache-'));
  const env = { ...process.env, LRA_DIR: project, LRA_AGENT_ID: 'build' };
  try {
    await program.run({ argv: ['init'], env, self: [] });
    const tasks = join(project, 'tasks.jsonl');
    writeFileSync(tasks, exportOfTasks());
    await program.run({ argv: ['import', tasks], env, self: [] });
    for (const argv of FREQUENT) await frequent.run({ argv, env, self: [] });
    for (const argv of OTHERS) await program.run({ argv, env, self: [] });
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
  for (const [filename, script] of scripts) {
    if (filename.startsWith(dist)) writeFileSync(cacheFile(filename), script.createCachedData());
  }
}

// What the commands say is of no interest.
for (const fd of [1, 2]) {
  closeSync(fd);
  openSync('/dev/null', 'w');
}
void main();
