import { VERSION } from './cli/version.ts';

/** The commands of dist/frequent.cjs, which is made of the same sources as dist/program.cjs: see scripts/build.mjs. */
declare const __LRA_FREQUENT__: readonly string[];

const argv = process.argv.slice(2);

/**
 * The shortest way to the most frequent question: nothing is loaded for it. False when something else was asked, and when
 * stdout did not take the answer: what to say then, the whole program knows.
 */
function saidVersion(): boolean {
  if (argv.length !== 1 || (argv[0] !== '--version' && argv[0] !== '-V') || process.env.LRA_JSON)
    return false;
  const line = `${VERSION}\n`;
  try {
    return process.getBuiltinModule('node:fs').writeSync(1, line) === line.length;
  } catch {
    return false;
  }
}

async function main(): Promise<void> {
  const isFrequent = __LRA_FREQUENT__.includes(argv[0] ?? '');
  const { run } = isFrequent ? await import('./frequent.ts') : await import('./cli/program.ts');
  const self = [process.execPath, process.argv[1]!];
  const exitCode = await run({ argv, env: process.env, self });
  // All is written; to leave now saves taking the process apart piece by piece.
  process.exit(exitCode);
}

if (!saidVersion()) void main();
