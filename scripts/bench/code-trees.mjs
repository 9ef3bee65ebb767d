// Trees of source files, the same on every machine.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A function of each language, with its doc comment or without; `n` makes its name. */
const FUNCTIONS = {
  py: (n, doc) =>
    `def compute_${n}(first, second):\n${doc ? `    """Adds ${n} to the sum."""\n` : ''}    total = first + second\n    for step in range(${n % 9}):\n        total += step * ${n}\n    return total\n\n`,
  js: (n, doc) =>
    `${doc ? `/** Adds ${n} to the sum. */\n` : ''}export function compute${n}(first, second) {\n  let total = first + second;\n  for (let step = 0; step < ${n % 9}; step++) {\n    total += step * ${n};\n  }\n  return total;\n}\n\n`,
  ts: (n, doc) =>
    `${doc ? `/** Adds ${n} to the sum. */\n` : ''}export function compute${n}(first: number, second: number): number {\n  let total = first + second;\n  for (let step = 0; step < ${n % 9}; step++) {\n    total += step * ${n};\n  }\n  return total;\n}\n\n`,
  go: (n, doc) =>
    `${doc ? `// Compute${n} adds ${n} to the sum.\n` : ''}func Compute${n}(first int, second int) int {\n\ttotal := first + second\n\tfor step := 0; step < ${n % 9}; step++ {\n\t\ttotal += step * ${n}\n\t}\n\treturn total\n}\n\n`,
  rs: (n, doc) =>
    `${doc ? `/// Adds ${n} to the sum.\n` : ''}pub fn compute_${n}(first: i64, second: i64) -> i64 {\n    let mut total = first + second;\n    for step in 0..${n % 9} {\n        total += step * ${n};\n    }\n    total\n}\n\n`,
  java: (n, doc) =>
    `${doc ? `  /** Adds ${n} to the sum. */\n` : ''}  public static int compute${n}(int first, int second) {\n    int total = first + second;\n    for (int step = 0; step < ${n % 9}; step++) {\n      total += step * ${n};\n    }\n    return total;\n  }\n\n`,
  cs: (n, doc) =>
    `${doc ? `  /// <summary>Adds ${n} to the sum.</summary>\n` : ''}  public static int Compute${n}(int first, int second) {\n    int total = first + second;\n    for (int step = 0; step < ${n % 9}; step++) {\n      total += step * ${n};\n    }\n    return total;\n  }\n\n`,
  cpp: (n, doc) =>
    `${doc ? `/** Adds ${n} to the sum. */\n` : ''}int compute_${n}(int first, int second) {\n  int total = first + second;\n  for (int step = 0; step < ${n % 9}; step++) {\n    total += step * ${n};\n  }\n  return total;\n}\n\n`,
  php: (n, doc) =>
    `${doc ? `/** Adds ${n} to the sum. */\n` : ''}function compute_${n}($first, $second) {\n  $total = $first + $second;\n  for ($step = 0; $step < ${n % 9}; $step++) {\n    $total += $step * ${n};\n  }\n  return $total;\n}\n\n`,
  rb: (n, doc) =>
    `${doc ? `# Adds ${n} to the sum.\n` : ''}def compute_${n}(first, second)\n  total = first + second\n  ${n % 9}.times do |step|\n    total += step * ${n}\n  end\n  total\nend\n\n`,
  sh: (n, doc) =>
    `${doc ? `# Adds ${n} to the sum.\n` : ''}compute_${n}() {\n  local total=$(($1 + $2))\n  for step in 1 2 3; do\n    total=$((total + step * ${n}))\n  done\n  echo "$total"\n}\n\n`,
};
const FRAMES = {
  go: ['package main\n\n', ''],
  java: ['public class Computations {\n', '}\n'],
  cs: ['public static class Computations {\n', '}\n'],
  php: ['<?php\n', ''],
};
const EXTENSIONS = Object.keys(FUNCTIONS);

function sourceText(extension, seed, bytes) {
  const [head, foot] = FRAMES[extension] ?? ['', ''];
  let text = head;
  for (let i = 0; text.length + foot.length < bytes; i++) {
    const n = seed * 1000 + i;
    text += FUNCTIONS[extension](n, n % 3 === 0);
  }
  return text + foot;
}

function put(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** TypeScript's own library as a project: about 20 MB of JavaScript in few large files. Its generated locales come along. */
export function typescriptTree(parent) {
  const dir = join(parent, 'typescript-lib');
  cpSync(fileURLToPath(new URL('../../node_modules/typescript/lib', import.meta.url)), dir, {
    recursive: true,
  });
  return dir;
}

/** So many small files, in folders of a hundred. */
export function smallFilesTree(parent, files) {
  const dir = join(parent, `small-${files}`);
  for (let i = 0; i < files; i++) {
    const extension = EXTENSIONS[i % EXTENSIONS.length];
    put(
      join(dir, 'src', `part${Math.floor(i / 100)}`, `file${i}.${extension}`),
      sourceText(extension, i, 300),
    );
  }
  return dir;
}

/** A tree of so many bytes in all the languages, in files of 2 to 30 KiB. */
export function mixedTree(parent, bytes) {
  const dir = join(parent, 'mixed');
  for (let i = 0, written = 0; written < bytes; i++) {
    const extension = EXTENSIONS[i % EXTENSIONS.length];
    const text = sourceText(extension, i, 2048 + ((i * 7919) % (28 * 1024)));
    put(join(dir, 'src', `part${i % 40}`, `file${i}.${extension}`), text);
    written += text.length;
  }
  return dir;
}
