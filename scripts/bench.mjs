// Measures what docs/benchmarks.md reports: medians, and ratios against bare `node -e 0` taken in the same run.
// --quick: small projects, nothing written. --only system-check or background: that part alone, printed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { background } from './bench/background.mjs';
import { inProcess, originalTable } from './bench/in-process.mjs';
import { contention, memory, wholeProcess } from './bench/processes.mjs';
import { backgroundSection, markdown, systemCheckSection } from './bench/report.mjs';
import { systemCheck } from './bench/system-check.mjs';

delete process.env.NODE_EXTRA_CA_CERTS;
const { quick, only } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
}).values;
const PARTS = {
  'system-check': async () => systemCheckSection(systemCheck(dir, { quick })),
  background: async () => backgroundSection(await background(dir, quick ? 10 : 100)),
};
const part = only === undefined ? null : PARTS[only];
if (part === undefined) throw new Error(`--only takes ${Object.keys(PARTS).join(' or ')}, not ${only}`);
const dir = mkdtempSync(join(tmpdir(), 'lra-bench-'));
try {
  if (part) console.log(await part());
  else await everything();
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function everything() {
  const runs = quick ? 5 : 25;
  const text = markdown({
    machine: `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    runs,
    processes: await wholeProcess(dir, runs, quick ? [1000, 10_000] : [1000, 10_000, 100_000]),
    inProcess: await inProcess(dir, quick ? [1000] : [1000, 100_000]),
    contention: await contention(dir, quick ? 100 : 500),
    memory: await memory(dir, quick ? 10_000 : 100_000),
    background: await background(dir, quick ? 10 : 100),
    systemCheck: systemCheck(dir, { quick }),
    original: await originalTable(dir),
  });
  console.log(text);
  if (!quick) writeFileSync(fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url)), text);
}
