// Runs dependency-cruiser and fails when it saw nothing: a checker that reads no module passes everything.
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from '../.dependency-cruiser.mjs';

const { output } = await cruise(
  ['src'],
  { ...config.options, ruleSet: config, validate: true, outputType: 'json' },
  null,
  { tsConfig: extractTSConfig('tsconfig.json') },
);
const { modules, summary } = typeof output === 'string' ? JSON.parse(output) : output;
const own = modules.filter((module) => module.source.startsWith('src/')).length;
for (const { rule, from, to } of summary.violations)
  console.error(`${rule.severity} ${rule.name}: ${from} -> ${to}`);
console.log(`dependency-cruiser: ${own} modules, ${summary.violations.length} violations`);
if (own === 0) console.error('dependency-cruiser saw no module: the check checked nothing');
process.exitCode = own === 0 || summary.error > 0 ? 1 : 0;
