import { expect, test } from 'vitest';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

const STORE = `/**
 * Copyright 2024 Someone. All rights reserved.
 */
import type { A } from './a.ts';
import './effect.ts';
import fs = require('node:fs');
export * from './b.ts';
export { x as y, z } from './c.ts';
import { other } from './a.ts';

/** Parses it. */
export function parse(text: string): number;
export function parse(text: Uint8Array): number;
export function parse(text: unknown): number {
  function nested() {}
  [1].map((one) => one + 1);
  [2].map(function (two) { return two; });
  return nested() ?? 0;
}

/** Far away. */

function apart() {}

/** An abstract store. */
@Injectable()
export abstract class Store<T extends object> extends Base<T> {
  constructor(a: string);
  constructor(private readonly a: unknown) { super(); }

  /** How many. */
  @Input({ alias: 'n' })
  public get size(): number { return 1; }
  set size(value: number) {}

  abstract open(): void;

  /** Bound. */
  private readonly close = async (): Promise<void> => {};
  static make = function <U>(u: U) { return u; };

  // A plain comment.
  protected plain() {}

  /** Hidden. */
  #hidden() {}
}

/** Doubles it. */
// eslint-disable-next-line no-extra
export const twice = <N extends number>(n: N) => n * 2, thrice = (n: number) => n * 3;

// eslint-disable-next-line no-extra
const local = function () {};

/** A limit. */
export const LIMIT = 3;
declare function outside(): void;
interface Port { read(): string }
export interface Options { a: 1 }
export type Id = string;
export enum Kind { A }
export default class Main { run() {} }
export const { p, q: [r] } = object, last = () => {};
const lazy = () => import('./lazy.ts');
const objects = { short() {}, long: () => 1, get value() { return 1; } };
`;

test('functions, methods, accessors and bound arrows count; overloads are one, callbacks none', async () => {
  const file = await parseSource('store.ts', STORE);
  expect(functionsOf(file)).toEqual([
    '+parse',
    'parse.nested',
    'apart',
    'Store.constructor',
    '+Store.size',
    'Store.size',
    '+Store.close',
    'Store.make',
    'Store.plain',
    '+Store.#hidden',
    '+twice',
    'thrice',
    'local',
    'Main.run',
    'last',
    'lazy',
    'objects.short',
    'objects.value',
  ]);
  expect([file.functions, file.commented]).toEqual([18, 5]);
});

test('imports are as written, each once; exports by name', async () => {
  const file = await parseSource('store.ts', STORE);
  expect(file.imports).toEqual(['./a.ts', './effect.ts', 'node:fs', './b.ts', './c.ts', './lazy.ts']);
  expect(file.exports).toEqual([
    ...['y', 'z', 'parse', 'Store', 'twice', 'thrice', 'LIMIT', 'Options', 'Id', 'Kind', 'Main'],
    ...['p', 'r', 'last'],
  ]);
});

test('a signature is the head on one line', async () => {
  const { definitions } = await parseSource('store.ts', STORE);
  const signatures = Object.fromEntries(
    definitions.map(({ name, signature, line }) => [name, [line, signature]]),
  );
  expect(signatures.parse).toEqual([14, 'function parse(text: unknown): number']);
  expect(signatures.twice).toEqual([51, 'twice = <N extends number>(n: N)']);
  expect(signatures['Store.close']).toEqual([39, 'private readonly close = async (): Promise<void>']);
});

test('JSX is understood in .tsx and .jsx', async () => {
  const text = `/** A page. */
export default function Page<T>({ a }: Props) {
  const click = () => <b>{'/** no */'}</b>;
  return <><A onClick={() => 1} render={function () {}} /></>;
}
`;
  const file = await parseSource('page.tsx', text);
  expect([file.language, functionsOf(file)]).toEqual(['typescript', ['+Page', 'Page.click']]);
  const script = text.replace('<T>', '').replace(': Props', '');
  expect(functionsOf(await parseSource('page.jsx', script))).toEqual(['+Page', 'Page.click']);
});

test.each([
  ["/** What it is. */\nimport a from 'a';\n", true],
  ['/** What it is. */\n\nfunction f() {}\n', true],
  ['/** Of the function. */\nfunction f() {}\n', false],
  ['/** @file What it is. */\nfunction f() {}\n', true],
  ["/** Copyright 2024 Someone. */\n\nimport a from 'a';\n", false],
  ['/** Copyright 2024 */\n\n/** @module stores */\nfunction f() {}\n', true],
  ['// What it is.\n\nfunction f() {}\n', false],
  ["#!/usr/bin/env node\n'use strict';\n/** What it is. */\n\nfunction f() {}\n", true],
  ["import a from 'a';\n/** Too late. */\n\nfunction f() {}\n", false],
])('the comment of a file: %j', async (text, documented) => {
  expect((await parseSource('a.ts', text)).documented).toBe(documented);
});

test('a function in parentheses or casts is bound to its name all the same', async () => {
  const text = `/** Doc. */
const a = ((x) => x) as Fn;
const b = (function () {}) satisfies Fn;
/** Doc. */
export const c = (async (y: number) => y)!;
const d = (/* why */ (x) => x) as unknown as Fn;
class A {
  /** Doc. */
  e = ((x) => x) as Fn;
}
const none = (a as Fn)(1);
const value = (1 + 2) as number;
const other = (a.b as Fn)!;
export default ((x) => x) as Fn;
`;
  const names = ['+a', 'b', '+c', 'd', '+A.e', 'default'];
  expect(functionsOf(await parseSource('a.ts', text))).toEqual(names);
  expect(functionsOf(await parseSource('a.tsx', text))).toEqual(names);
  const file = await parseSource('a.js', '/** Doc. */\nconst a = ((x) => x);\nconst b = (1);\n');
  expect(functionsOf(file)).toEqual(['+a']);
  expect(file.definitions[0]!.signature).toBe('a = ((x)');
});
