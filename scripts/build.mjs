// Builds dist from src: the library as ES modules, and the command line as few CommonJS files that start fast.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pkg from '../package.json' with { type: 'json' };
import { buildTemplates } from './build-templates.mjs';
import { buildTokenTable } from './build-tokens.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** They take a compiler seconds: without it, those of the last build stay. */
const withTypes = process.argv.includes('--types');

const bundle = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { __LRA_VERSION__: JSON.stringify(pkg.version) },
  // proper-lockfile asks it for what node:fs does as well, and it takes a millisecond to load.
  alias: { 'graceful-fs': 'node:fs', 'signal-exit': './scripts/shims/signal-exit.cjs' },
  // It finds its own WebAssembly beside itself.
  external: ['web-tree-sitter'],
  logLevel: 'warning',
  write: false,
};

/** For programs. */
const library = {
  ...bundle,
  entryPoints: { index: 'src/index.ts' },
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // CommonJS dependencies call require() for node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
};

/** What most commands do without: files of their own, read when they are imported. By name, as import() names them. */
const APART = {
  code: { entry: 'src/host/code/code-base.ts', imported: /\/host\/code\/code-base\.ts$/ },
  frequent: { entry: 'src/frequent.ts', imported: /\/frequent\.ts$/ },
  jinja: { entry: 'src/host/jinja/index.ts', imported: /\/jinja\/index\.ts$/ },
  program: { entry: 'src/cli/program.ts', imported: /\/cli\/program\.ts$/ },
  // The program of a thread: its file is named to the thread, and nobody imports it.
  'parse-worker': { entry: 'src/host/code/parse/worker.ts', imported: /\/parse\/worker\.ts$/ },
  // The program that watches over a background job: its file is named to the process, and nobody imports it.
  supervisor: { entry: 'src/supervisor.ts', imported: /\/supervisor\.ts$/ },
  'simple-git': { entry: 'simple-git', imported: /^simple-git$/ },
  'system-check': { entry: 'src/app/system-check.ts', imported: /^(?:\.|.*\/app)\/system-check\.ts$/ },
  yaml: { entry: 'yaml', imported: /^yaml$/ },
};

const filesApart = {
  name: 'files-apart',
  setup({ onResolve }) {
    for (const [name, { imported }] of Object.entries(APART)) {
      onResolve({ filter: imported }, ({ kind, importer }) =>
        kind === 'entry-point' || importer.endsWith(APART.frequent.entry)
          ? undefined
          : { path: `./${name}.cjs`, external: true },
      );
    }
  },
};

/** What agents call all the time: dist/frequent.cjs knows nothing else, for what is not read need not be waited for. */
const FREQUENT = [
  ...[
    'checkpoint',
    'claim',
    'context',
    'create',
    'heartbeat',
    'list',
    'pause',
    'progress',
    'publish',
    'record',
    'release',
  ],
  ...['resume', 'set', 'show', 'split', 'status', 'why'],
];

/** src/main.ts asks the frequent program for those commands only: of the others it knows just the names. */
const frequentOnly = {
  name: 'frequent-only',
  setup({ onResolve, onLoad }) {
    const names = new Set(FREQUENT.map((name) => `./commands/${name}.ts`));
    onResolve({ filter: /^\.\/(?:commands|completion)\// }, ({ path, importer, kind }) =>
      kind === 'dynamic-import' && /cli\/(?:catalog|program)\.ts$/.test(importer) && !names.has(path)
        ? { path, namespace: 'left-out' }
        : undefined,
    );
    onResolve({ filter: /\/file-doctor\.ts$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /./, namespace: 'left-out' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not in dist/frequent.cjs`)})`,
    }));
  },
};

/**
 * For bin/lra.js. CommonJS, for Node 20 takes 3.5 ms to set up its loader of ES modules. One file for nearly all of src,
 * for each further one takes 0.3 ms and esbuild would share the code among dozens. Still, what src imports with import()
 * runs only when it is asked for.
 */
const commandLine = {
  ...bundle,
  plugins: [filesApart],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  supported: { 'dynamic-import': false },
  define: { ...bundle.define, __LRA_FREQUENT__: JSON.stringify(FREQUENT), 'import.meta.url': '__moduleUrl' },
  // bin/code-cache.js evaluates the file as it is, which gives it the function; for Node it is a module like any other.
  banner: {
    js: `(f=>typeof module==='object'?f(exports,require,module,__filename,__dirname):f)\
((exports,require,module,__filename,__dirname)=>{"use strict";const __moduleUrl=\
'file://'+encodeURI(__filename).replace(/[?#]/g,encodeURIComponent);`,
  },
  footer: { js: '})' },
};

const { frequent: frequently, ...others } = APART;
const everything = {
  ...commandLine,
  entryPoints: {
    main: 'src/main.ts',
    ...Object.fromEntries(Object.entries(others).map(([name, { entry }]) => [name, entry])),
  },
};

/** The same program for the commands that agents call all the time: what is not read need not be waited for. */
const frequent = {
  ...commandLine,
  entryPoints: { frequent: frequently.entry },
  plugins: [filesApart, frequentOnly],
};

const built = await Promise.all([library, everything, frequent].map(build));
// Nothing is deleted before all is bundled: a mistake in the code leaves the last build in place.
mkdirSync('dist', { recursive: true });
for (const name of readdirSync('dist')) {
  if (name !== 'types' || withTypes) rmSync(`dist/${name}`, { recursive: true });
}
for (const { path, text } of built.flatMap(({ outputFiles }) => outputFiles)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, inAscii(text));
}
await buildTokenTable('dist/o200k.bin');
buildTemplates('dist/templates.json');
execFileSync(process.execPath, ['scripts/build-code-cache.cjs'], { stdio: 'inherit' });
if (withTypes) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
  });
}

/** bin/code-cache.js reads ASCII. esbuild escapes texts by itself, but leaves regular expressions as they are. */
function inAscii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
