// Preloaded into a process that is measured: at its end it writes down the most memory that it had, in KiB.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  process.on('exit', () => writeFileSync(process.env.LRA_BENCH_PEAK, String(process.resourceUsage().maxRSS)));
}
