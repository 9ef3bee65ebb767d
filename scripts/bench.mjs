// Measures what docs/benchmarks.md reports: medians, and ratios against bare `node -e 0` taken in the same run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProcess, originalTable } from './bench/in-process.mjs';
import { contention, memory, wholeProcess } from './bench/processes.mjs';
import { markdown } from './bench/report.mjs';

delete process.env.NODE_EXTRA_CA_CERTS;
const quick = process.argv.includes('--quick');
const runs = quick ? 5 : 25;
const dir = mkdtempSync(join(tmpdir(), 'lra-bench-'));
try {
  const results = {
    machine: `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    runs,
    processes: await wholeProcess(dir, runs, quick ? [1000, 10_000] : [1000, 10_000, 100_000]),
    inProcess: await inProcess(dir, quick ? [1000] : [1000, 100_000]),
    contention: await contention(dir, quick ? 100 : 500),
    memory: await memory(dir, quick ? 10_000 : 100_000),
    original: await originalTable(dir),
  };
  const text = markdown(results);
  console.log(text);
  if (!quick) writeFileSync(fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url)), text);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
