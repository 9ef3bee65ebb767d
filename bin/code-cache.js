// Compiling takes a third of what a command costs beyond bare Node. Node 22 keeps what it compiled by itself
// (module.enableCompileCache); for Node 20, scripts/build-code-cache.cjs keeps it beside the bundles of dist.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const DIST = join(__dirname, '..', 'dist');

/** Where the compiled code of a bundle is kept; only the release of Node that wrote it can use it. */
exports.cacheFile = (bundle) => `${bundle}.${process.version}-${process.arch}.cache`;

/** The compiled code of a bundle; undefined when none was kept. */
exports.cachedCode = (bundle) => {
  try {
    return readFileSync(exports.cacheFile(bundle));
  } catch {
    return undefined;
  }
};

/** From here on, loads bundles with the code that is known of them, and hands on each compiled script. */
exports.loadBundlesWith = (codeOf, onCompiled = () => {}) => {
  const loadOthers = require.extensions['.js'];
  require.extensions['.cjs'] = (module, filename) => {
    // A package that is not bundled is a module like any other.
    if (dirname(filename) !== DIST) return loadOthers(module, filename);
    // The build writes ASCII, and to read it as UTF-8 takes four times as long.
    const source = readFileSync(filename, 'latin1');
    const script = new Script(source, { filename, cachedData: codeOf(filename) });
    onCompiled(filename, script);
    const { exports } = module;
    const requireFrom = (id) => module.require(id);
    script.runInThisContext()(exports, requireFrom, module, filename, dirname(filename));
  };
};
