import { VERSION } from './cli/version.ts';

const argv = process.argv.slice(2);

/** The shortest way to the most frequent question: nothing is loaded for it. */
function isVersionOnly(): boolean {
  return argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V') && !process.env.LRA_JSON;
}

async function main(): Promise<void> {
  const { run } = await import('./cli/program.ts');
  const self = [process.execPath, process.argv[1]!];
  process.exitCode = await run({ argv, env: process.env, self });
}

if (isVersionOnly()) process.getBuiltinModule('node:fs').writeSync(1, `${VERSION}\n`);
else void main();
