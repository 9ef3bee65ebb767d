import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Node, Query } from 'web-tree-sitter';
import { captured, OutOfTime } from '../../../../src/host/code/parse/captures.ts';
import { SourceParser } from '../../../../src/host/code/parse/source-parser.ts';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

test.each([
  ['a.py', 'def one():\n  """Doc."""\n\ndef broken(:\n\nclass (\n', ['+one']],
  ['a.ts', '/** Doc. */\nfunction one() {}\nfunction two( { return\nconst = ;\n', ['+one']],
  ['a.rs', '/// Doc.\nfn one() {}\nfn two( {\n', ['+one']],
  ['a.sh', '# Doc.\none() { :; }\nif then fi (\n', ['+one']],
])('syntax errors are parsed around: %s', async (path, text, functions) => {
  expect(functionsOf(await parseSource(path, text))).toEqual(expect.arrayContaining(functions));
});

test.each([
  ['a.py', '"""Module."""\n\ndef one():\n  """Doc."""\n\n# note\ndef two(): pass\n'],
  ['a.js', '/** Module. */\n\n/**\n * Doc.\n */\nfunction one() {}\n/** Far. */\n\nfunction two() {}\n'],
  ['a.go', '// Module.\npackage a\n\n// Doc.\n// More.\nfunc one() {}\n\n// Far.\n\nfunc two() {}\n'],
  ['a.rs', '//! Module.\n\n/// Doc.\n/// More.\n#[inline]\nfn one() {}\n\n/// Far.\n\nfn two() {}\n'],
  ['a.rb', '# Module.\n\n# Doc.\n# More.\ndef one; end\n# Far.\n\ndef two; end\n'],
])('CRLF and a byte order mark make no difference: %s', async (path, text) => {
  const plain = await parseSource(path, text);
  expect(functionsOf(plain)).toEqual(['+one', 'two']);
  expect(plain.documented).toBe(true);
  const other = await parseSource(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  expect({ ...other, bytes: plain.bytes }).toEqual(plain);
});

const DEPTH = 10_000;
const deep = (open: string, inner: string, close: string) => open.repeat(DEPTH) + inner + close.repeat(DEPTH);

test.each([
  ['a.py', `x = ${deep('(', '1', ')')}\n`, 0],
  ['a.js', deep('{', '', '}'), 0],
  ['a.js', `x = ${deep('f(', '', ')')}`, 0],
  ['a.ts', deep('function f() {', '', '}'), DEPTH],
  ['a.tsx', deep('<a>', '', '</a>'), 0],
  ['a.go', `package a\nfunc f() ${deep('{', '', '}')}\n`, 1],
  ['a.rs', deep('mod a { fn f() {', '', '}}'), DEPTH],
  ['a.rs', `use ${deep('a::{', 'b', '}')};`, 0],
  ['a.java', deep('class A { void f() {', '', '}}'), DEPTH],
  ['a.cs', deep('namespace A {', '', '}'), 0],
  ['a.cpp', deep('namespace a {', '', '}'), 0],
  ['a.cpp', `int ${deep('(*', 'f', ')')}(int a) { return 1; }`, 1],
  ['a.php', `<?php ${deep('if (1) {', '', '}')}`, 0],
  ['a.rb', deep('module A\n', 'def f; end\n', 'end\n'), 1],
  ['a.sh', deep('f() {\n', ':\n', '}\n'), DEPTH],
])('things nested ten thousand deep do not overflow: %s %#', async (path, text, functions) => {
  const file = await parseSource(path, text);
  expect(file.functions).toBe(functions);
});

test('what is no text is skipped, and says why', async () => {
  const parser = new SourceParser();
  const outcomes = [
    await parser.parseFacts(Buffer.from('x = 1\0'), 'a.py'),
    await parser.parseFacts(Buffer.from([0x78, 0xff, 0xfe, 0x0a]), 'a.py'),
    await parser.parseFacts(Buffer.alloc(16 * 1024 * 1024 + 1, 0x20), 'a.py'),
    await parser.parseFacts(Buffer.from('x'), 'a.txt'),
  ];
  expect(outcomes).toEqual(['binary', 'not_utf8', 'too_large', 'unparsable'].map((skipped) => ({ skipped })));
  expect(parser.spent).toBe(false);
});

test('a file that takes too long is skipped, and the next one is read', async () => {
  const parser = new SourceParser(20);
  // To recover from an error costs more with each of them that is open.
  const long = Buffer.from('('.repeat(300_000));
  expect(await parser.parseFacts(long, 'a.js')).toEqual({ skipped: 'unparsable' });
  const next = await parser.parseFacts(Buffer.from('function f() {}\n'), 'a.js');
  expect(next).toMatchObject({ value: { functions: 1 } });
});

test('what was found until time ran out is not taken for all', () => {
  const query = { captures: () => [] } as unknown as Query;
  const root = {} as Node;
  expect([...captured(query, root, 1, () => false)]).toEqual([]);
  expect(() => [...captured(query, root, 1, () => true)]).toThrow(OutOfTime);
});

test('the largest files are read whole, in bounded memory', async () => {
  const parser = new SourceParser();
  const bytes = readFileSync('node_modules/typescript/lib/typescript.js');
  const outcome = await parser.parseFacts(bytes, 'typescript.js');
  if ('skipped' in outcome) throw new Error(outcome.skipped);
  // Every line that begins a function is one; most of the rest are nested deeper than a look at lines tells.
  const lines = bytes.toString().match(/^ *(?:async )?function\*? \w+/gm)!.length;
  expect(outcome.value.functions).toBeGreaterThanOrEqual(lines);
});
