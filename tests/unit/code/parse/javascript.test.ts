import { expect, test } from 'vitest';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

test('old style: exports, prototypes and require()', async () => {
  const file = await parseSource(
    'old.cjs',
    `#!/usr/bin/env node
'use strict';
var a = require('./a'), b = require("b").c;
// require('comment')
var text = "require('text')", pattern = /require('pattern')/;
a(require('./a'));

/** Opens. */
exports.open = function () {};
module.exports.close = () => {};
Store.prototype.read = function read() {};
window.onload = function () {};
/*! Kept. */
var write = function () {};
setTimeout(function later() {}, 1);
module.exports = { open, write, list: 1, save() {} };
`,
  );
  expect(functionsOf(file)).toEqual(['+open', 'close', 'Store.read', '+write', 'save']);
  expect(file.imports).toEqual(['./a', 'b']);
  expect(file.exports).toEqual(['open', 'close', 'write', 'list', 'save']);
});

test('generators, async functions, classes as values and anonymous defaults', async () => {
  const file = await parseSource(
    'new.mjs',
    `/** All. */
export function* all() {}
/** Waits. */ export async function wait() {}
const Store = class { /** Opens. */ open() {} static #x = () => 1; };
/** The default. */
export default async () => import('./more.mjs');
export { all as every };
export * as names from './names.mjs';
`,
  );
  expect(functionsOf(file)).toEqual(['+all', '+wait', '+open', '#x', '+default']);
  expect(file.imports).toEqual(['./names.mjs', './more.mjs']);
  expect(file.exports).toEqual(['all', 'wait', 'default', 'every', 'names']);
});

test.each([
  ['/** Doc. */', true],
  ['/** Doc. */\n// note', true],
  ['/** Doc. */\n', false],
  ['// note', false],
  ['/* note */', false],
  ['/***/', false],
  ['/** */', false],
  ['/** eslint-disable no-undef */', false],
  ['/** Copyright 2024 Someone */', false],
  ['// Copyright 2024 Someone\n/** Doc. */', true],
  ['/** Copyright 2024 Someone */\n/** Doc. */', true],
  ['/** Of a. */ var a = 1;', false],
  ['var a = 1; /** Of a. */', false],
  ['#!/bin/node\n/** Doc. */', true],
])('%j above a function', async (above, commented) => {
  const file = await parseSource('a.js', `${above}\nfunction f() {}\n`);
  expect(file.commented).toBe(commented ? 1 : 0);
});
