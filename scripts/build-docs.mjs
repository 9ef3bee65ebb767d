// Writes docs/cli.md from the command tree; with --check it only says whether the file is current.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'docs', 'cli.md');

const INTRO = `# The command line

Written by \`npm run docs\` from the command tree; change the commands in \`src/cli/commands\`, not this page.

Every command takes the [global options](#global-options) before or after its name. stdout is the answer and nothing else;
warnings, hints and errors go to stderr. With \`--json\`, stdout is one JSON document: \`{"ok":true, …}\`, or
\`{"ok":false,"error":{"code","message","hint"?,"data"?,"retryable"}}\`.
`;

/** Loads the command tree, which is TypeScript, by bundling it. */
async function loadTree() {
  const folder = mkdtempSync(join(tmpdir(), 'lra-docs-'));
  const outfile = join(folder, 'tree.mjs');
  const contents = `
    export { catalog, GROUPS } from './src/cli/catalog.ts';
    export { commandHelp, topHelp } from './src/cli/help.ts';
    export { EXIT_CODES } from './src/cli/exit-code.ts';`;
  try {
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      define: { __LRA_VERSION__: '""' },
      banner: {
        js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
      },
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reference({ catalog, GROUPS, commandHelp, topHelp, EXIT_CODES }) {
  const globals = topHelp().filter(({ heading }) => heading === 'Global options');
  const codes = Object.entries(EXIT_CODES).map(([kind, code]) => [String(code), kind.replace('_', ' ')]);
  const pages = [
    INTRO,
    ...globals.map((section) => sectionMarkdown(section, '##')),
    sectionMarkdown({ heading: 'Exit codes', rows: [['0', 'done, or already so'], ...codes] }, '##'),
  ];
  for (const group of GROUPS) {
    pages.push(`## ${group}\n`);
    for (const [name, entry] of Object.entries(catalog)) {
      if (entry.group === group) pages.push(...commandMarkdown([name], (await entry.load()).command));
    }
  }
  return pages.join('\n');

  function commandMarkdown(path, command) {
    const sections = commandHelp(path, command).filter(({ heading }) => heading !== 'Global options');
    const below = Object.entries(command.subcommands ?? {});
    return [
      `###${'#'.repeat(path.length - 1)} lra ${path.join(' ')}\n`,
      ...sections.map((section) => sectionMarkdown(section)),
      ...below.flatMap(([name, sub]) => commandMarkdown([...path, name], sub)),
    ];
  }
}

/** A section of a help page: examples as a script, rows as a table, text as it is. */
function sectionMarkdown({ heading, rows, text }, level) {
  if (heading === 'Examples') {
    return `\`\`\`sh\n${rows.map(([line, does]) => `# ${does}\n${line}\n`).join('')}\`\`\`\n`;
  }
  if (heading === 'Usage') {
    const [usage, summary] = text.split('\n');
    return `\`${usage}\`: ${summary}.\n`;
  }
  const title = level ? `${level} ${heading}\n\n` : '';
  if (!rows) return `${title}${text}\n`;
  const cell = (words) => words.trim().replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const lines = rows.map(([left, right]) => `| \`${left.trim().replaceAll('|', '\\|')}\` | ${cell(right)} |`);
  return `${title}| ${level ? '' : heading.toLowerCase()} | |\n|---|---|\n${lines.join('\n')}\n`;
}

const wanted = await reference(await loadTree());
if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (readFileSync(file, 'utf8') !== wanted) {
  console.error('docs/cli.md is not what the commands say: npm run docs');
  process.exitCode = 1;
}
