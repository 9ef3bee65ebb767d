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
