// Writes docs/benchmarks.md from the figures, as they were measured.
const ms = (value) => value.toFixed(2);
const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
const mark = (ok) => (ok ? 'yes' : '**no**');

export function markdown(results) {
  return `# Benchmarks

Made by \`npm run bench\` on ${results.machine}. Medians of ${results.runs} runs; a ratio is the median of pairs taken in turn
against bare \`node -e 0\` in the same run, with \`NODE_EXTRA_CA_CERTS\` unset. The machine is shared and noisy: compare
ratios, not milliseconds.

## Whole processes

| command | tasks | median ms | bare node ms | ratio | goal | reached |
|---|---|---|---|---|---|---|
${results.processes
  .map(
    (row) =>
      `| ${row.name} | ${row.size?.toLocaleString('en') ?? ''} | ${ms(row.ms)} | ${ms(row.bareMs)} | ${ms(row.ratio)} | ≤ ${row.goal} | ${mark(row.ratio <= row.goal)} |`,
  )
  .join('\n')}

## In one process, fsync on

| tasks | create ms | set ms | claim ms | context ms |
|---|---|---|---|---|
${results.inProcess
  .map(
    (row) =>
      `| ${row.size.toLocaleString('en')} | ${pair(row.create)} | ${pair(row.set)} | ${pair(row.claim)} | ${pair(row.context)} |`,
  )
  .join('\n')}

Median (mean in brackets: it includes the new base that every so many transactions make). Goals at 1,000 tasks: create
≤ 2, set ≤ 1.5, claim ≤ 1.5, context ≤ 10.${growth(results.inProcess)}

## ${results.contention.workers} processes at once

\`claim --next\` until ${results.contention.claimed} tasks were gone: ${results.contention.claimsPerSecond.toFixed(1)} claims/s, where the machine starts
${results.contention.startsPerSecond.toFixed(1)} × \`lra --version\` a second: ${(results.contention.share * 100).toFixed(0)} % (goal ≥ 60 %: ${mark(results.contention.share >= 0.6)}).

## Memory

\`claim\` among ${results.memory.size.toLocaleString('en')} tasks: ${results.memory.megabytes === null ? 'not measured (no /usr/bin/time here)' : `${results.memory.megabytes.toFixed(0)} MiB resident at its peak`} (goal ≤ 300).

${backgroundSection(results.background)}

${systemCheckSection(results.systemCheck)}

## The original's own table

In one process; the original's figures at 1,000 tasks were: create 9.9 ms, read 1.91 ms, update 17.23 ms, 172 ops/s.

| tasks | base MiB | peak MiB | KiB a task | create ms | read ms | update ms | ops/s |
|---|---|---|---|---|---|---|---|
${results.original
  .map(
    (row) =>
      `| ${row.size} | ${mib(row.base)} | ${mib(row.peak)} | ${(Math.max(0, row.peak - row.base) / 1024 / row.size).toFixed(1)} | ${ms(row.create.mean)} | ${ms(row.read.mean)} | ${ms(row.update.mean)} | ${row.opsPerSecond.toFixed(0)} |`,
  )
  .join('\n')}
`;
}

export function backgroundSection({ jobs, startMs, startedMs, told, mebibytes }) {
  const memory = mebibytes === null ? '' : ` Each process that watches over one adds ${ms(mebibytes)} MiB.`;
  return `## Background jobs

${jobs} jobs at once, 8 started at a time: \`bg run\` returned after ${ms(startMs)} ms, all ran after ${ms(startedMs)} ms, and notices came of ${told} (goal ${jobs}: ${mark(told === jobs)}).${memory}`;
}

export function systemCheckSection(rows) {
  const { clocMs, firstMs } = rows.find((row) => 'clocMs' in row);
  const beside =
    clocMs === null
      ? 'cloc is not installed here: not compared with it.'
      : `On the mixed tree cloc took ${ms(clocMs)} ms: the first check took ${ms(firstMs / clocMs)} × that (goal ≤ 3: ${mark(firstMs <= 3 * clocMs)}).`;
  return `## The system check

First run, with nothing in the cache; the same again (\`--full\`, goal on the mixed tree ≤ 500 ms); and after a change of one small file.

| tree | files | MiB | functions | first ms | again ms | after a change ms | peak MiB |
|---|---|---|---|---|---|---|---|
${rows
  .map(
    (row) =>
      `| ${row.name} | ${row.files.toLocaleString('en')}${row.skipped ? ` (${row.skipped} skipped)` : ''} | ${mib(row.bytes)} | ${row.functions.toLocaleString('en')} | ${ms(row.firstMs)} | ${ms(row.secondMs)} | ${ms(row.changedMs)} | ${mib(row.peakBytes)} |`,
  )
  .join('\n')}

${beside}`;
}

const pair = ({ median, mean }) => `${ms(median)} (${ms(mean)})`;

function growth(rows) {
  const [small, large] = rows;
  if (!large) return '';
  const times = (key) => (large[key].median / small[key].median).toFixed(1);
  return ` From ${small.size.toLocaleString('en')} to ${large.size.toLocaleString('en')} tasks: set × ${times('set')}, claim × ${times('claim')} (goal ≤ 10).`;
}
