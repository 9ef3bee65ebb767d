// The house rules of imports. Each comment says what would be lost if the rule were broken.
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: to },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A ring of imports has no first thing to read, and its load order is an accident.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-is-pure',
      comment:
        'core decides; it must give the same answer in a test, in a server and in a browser, so it may not reach the machine.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    only(
      'core-knows-only-core',
      '^src/core/',
      '^src/core/',
      'The rules of the graph depend on nothing that can change for other reasons.',
    ),
    only(
      'ports-know-core',
      '^src/ports/',
      '^src/(core|ports)/',
      'A port is an interface in the words of core; an import of an adapter would turn it around.',
    ),
    only(
      'app-knows-core-and-ports',
      '^src/app/',
      '^src/(core|ports|app)/',
      'A use-case runs over any store and any surface, so it may name none of them.',
    ),
    only(
      'store-knows-core-and-ports',
      '^src/store/',
      '^src/(core|ports|store)/',
      'A store is replaceable: nothing above it may leak in.',
    ),
    only(
      'host-knows-core-and-ports',
      '^src/host/',
      '^src/(core|ports|host)/',
      'An adapter of the machine serves a port and knows no other adapter.',
    ),
    only(
      'runtime-knows-app',
      '^src/runtime/',
      '^src/(core|ports|app|runtime)/',
      'The loops drive use-cases; they do not draw screens or open files themselves.',
    ),
    only(
      'cli-knows-app',
      '^src/cli/',
      '^src/(core|ports|app|cli|wire)',
      'A surface renders answers; a store or an adapter reaches it through wire.ts only.',
    ),
    {
      name: 'stores-apart',
      comment:
        'The file store and the memory store are two proofs of one contract; sharing code would make one mistake in both.',
      severity: 'error',
      from: { path: '^src/store/memory/' },
      to: { path: '^src/store/file/' },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      comment: 'What src imports must be there when the package is installed.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing is checked by nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
