import type { SourceFile } from './facts.ts';
import type { Language } from './language.ts';
import type { PackageIndex } from './package-index.ts';
import { folderOf, resolvePath, stemOf, upFrom } from './path.ts';

/** Where an import may lead: to a path from the top, or to one that ends so. */
export type Lead = { readonly at: string } | { readonly end: string };

type Leads = (file: SourceFile, name: string, packages: PackageIndex) => Generator<Lead>;

/** Where an import may lead, the likeliest first. Most lead out of the code base: to nowhere. */
export function* leadsOf(file: SourceFile, name: string, packages: PackageIndex): Generator<Lead> {
  yield* LEADS[file.language](file, name, packages);
}

const JAVASCRIPT: Leads = function* (file, name, packages) {
  if (/^\.{1,2}(?:\/|$)/.test(name)) {
    yield* fromFolder(folderOf(file.path), name);
    // TypeScript imports `./a.js` where it means `./a.ts`.
    yield* fromFolder(folderOf(file.path), stemOf(name));
    return;
  }
  const alias = /^[@~]\/(.+)$/.exec(name)?.[1];
  if (alias !== undefined) {
    for (const folder of upFrom(folderOf(file.path))) {
      yield* fromFolder(folder, `src/${alias}`);
      yield* fromFolder(folder, alias);
    }
    return;
  }
  const [first = '', second = ''] = name.split('/');
  const folder = packages.npm.get(name.startsWith('@') ? `${first}/${second}` : first);
  if (folder !== undefined) yield { at: folder };
  else if (name.includes('/')) yield* fromFolder('.', name);
};

const PYTHON: Leads = function* (file, name, packages) {
  const dots = /^\.*/.exec(name)![0].length;
  const parts = name.slice(dots).split('.');
  if (dots > 0) {
    const folder = resolvePath(folderOf(file.path), '../'.repeat(dots - 1));
    if (folder !== null) yield* shortening(parts, (path) => fromFolder(folder, path), 0);
    return;
  }
  yield* shortening(parts, (path) => fromFolder('.', path));
  yield* shortening(parts, (path) => fromFolder('src', path));
  yield* shortening(parts, (path) => fromFolder(folderOf(file.path), path));
  const other = packages.python.get(parts[0]!.toLowerCase());
  if (other !== undefined) {
    yield* shortening(parts, (path) => fromFolder(other, `src/${path}`));
    yield* shortening(parts, (path) => fromFolder(other, path));
    yield { at: other };
  }
  yield* shortening(parts, endsWith, 2);
};

const GO: Leads = function* (_, name, packages) {
  for (const at of upFrom(name)) {
    const folder = packages.go.get(at);
    if (folder === undefined) continue;
    yield* fromFolder(folder, name.slice(at.length));
    return;
  }
};

const RUST: Leads = function* ({ path }, name, packages) {
  const [first = '', ...rest] = name.split('::').map((part) => part.replace(/^r#/, ''));
  const crate = packages.crateAround(path);
  if (first === 'crate') {
    yield* shortening(rest, (below) => fromFolder(crate === '.' ? 'src' : `${crate}/src`, below));
    return;
  }
  // What is below a file `a.rs` is in the folder `a`; what is below `mod.rs`, beside it.
  const isEntrance = /(?:^|\/)(?:mod|lib|main)\.rs$/.test(path);
  const below = isEntrance ? folderOf(path) : stemOf(path);
  if (first === 'super' || first === 'self') {
    const parts = [first, ...rest];
    const ups = parts.findIndex((part) => part !== 'super' && part !== 'self');
    const named = ups < 0 ? [] : parts.slice(ups);
    const climbs = parts.filter((part) => part === 'super').length;
    const folder = resolvePath(below, '../'.repeat(climbs));
    if (folder !== null) yield* shortening(named, (on) => fromFolder(folder, on));
    return;
  }
  yield* shortening([first, ...rest], (on) => fromFolder(below, on));
  const other = packages.cargo.get(first);
  if (other !== undefined && other !== crate)
    yield* shortening(rest, (on) => fromFolder(other, `src/${on}`), 0);
  if (other !== undefined && other !== crate) yield { at: other };
};

const JAVA: Leads = function* (_, name) {
  yield* shortening(name.replace(/\.\*$/, '').split('.'), endsWith, 2);
};

const CSHARP: Leads = function* (_, name) {
  if (/^(?:System|Microsoft)(?:\.|$)/.test(name)) return;
  // A project's folder may have dots in its name: Acme.Billing/Models.
  const parts = name.split('.');
  for (let from = 0; from < parts.length; from++) {
    const rest = parts.slice(from);
    for (let dotted = rest.length; dotted > 0; dotted--) {
      yield { end: [rest.slice(0, dotted).join('.'), ...rest.slice(dotted)].join('/') };
    }
  }
};

const CPP: Leads = function* ({ path }, name) {
  yield* fromFolder(folderOf(path), name);
  for (const folder of ['.', 'include', 'src']) yield* fromFolder(folder, name);
  yield { end: name };
};

const PHP: Leads = function* ({ path }, name) {
  if (/\.\w+$/.test(name)) {
    yield* fromFolder(folderOf(path), name);
    yield* fromFolder('.', name);
    return;
  }
  const parts = name.split('\\').filter((part) => part !== '');
  yield* shortening(parts, endsWith, 2);
  // The first names of a namespace stand for a folder of another name: App for src.
  for (let from = 1; from < parts.length - 1; from++) yield* shortening(parts.slice(from), endsWith, 2);
};

const RUBY: Leads = function* ({ path }, name) {
  yield* fromFolder(folderOf(path), name);
  yield* fromFolder('lib', name);
  yield* fromFolder('.', name);
  if (name.includes('/')) yield { end: stemOf(name) };
};

const BASH: Leads = function* ({ path }, name) {
  const plain = name.replace(/^.*\$[^/]*\//, '');
  yield* fromFolder(folderOf(path), plain);
  yield* fromFolder('.', plain);
  if (plain.includes('/')) yield { end: plain };
};

const LEADS: { readonly [language in Language]: Leads } = {
  bash: BASH,
  cpp: CPP,
  csharp: CSHARP,
  go: GO,
  java: JAVA,
  javascript: JAVASCRIPT,
  php: PHP,
  python: PYTHON,
  ruby: RUBY,
  rust: RUST,
  typescript: JAVASCRIPT,
};

function* fromFolder(folder: string, path: string): Generator<Lead> {
  const at = resolvePath(folder, path);
  if (at !== null) yield { at };
}

function* endsWith(end: string): Generator<Lead> {
  yield { end };
}

/** The most parts that one import can sensibly have. */
const LONGEST = 24;

/** The whole path first, then without its last part, and so on: the last parts may be names within a file. */
function* shortening(
  parts: readonly string[],
  lead: (path: string) => Generator<Lead>,
  fewest = 1,
): Generator<Lead> {
  const named = parts.filter((part) => part !== '').slice(0, LONGEST);
  for (let count = named.length; count >= fewest; count--) yield* lead(named.slice(0, count).join('/'));
}
