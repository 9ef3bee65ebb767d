/** The same program, for dist/frequent.cjs: scripts/build.mjs leaves out of it what only rare commands need. */
export { run } from './cli/program.ts';
