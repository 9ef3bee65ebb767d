import { expect, test } from 'vitest';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

const STORE = `#!/usr/bin/env python3
# Copyright (c) 2024 Someone
"""Stores of things."""
from __future__ import annotations

import os.path as p, sys
from . import sibling
from ..core.models import Model as M, other
from typing import (
    Any,
)
import sys

LIMIT = 3
_hidden = 4

# A comment above is no docstring.
def plain(a, b=1): return a


async def fetch(url: str,
                *, retries: int = 3) -> bytes:
    r'''Fetches it.'''
    def inner():
        "one"
    return b''


@decorate(lambda x: x)
class Store:
    """A class."""

    class Nested:
        async def deep(self):
            # first a comment
            u"""Deep."""

    @property
    def size(self) -> int:
        x = 1
        """too late"""

    @size.setter
    def size(self, value): f"""formatted is none"""

    def __init__(self): b"""bytes are none"""

    def empty(self): """ """

    def _private(self): 'One ' 'two'

key = lambda x: x
`;

test('docstrings of functions, methods, nested and async ones count, comments above do not', async () => {
  const file = await parseSource('store.py', STORE);
  expect(functionsOf(file)).toEqual([
    'plain',
    '+fetch',
    '+fetch.inner',
    '+Store.Nested.deep',
    'Store.size',
    'Store.size',
    'Store.__init__',
    'Store.empty',
    '+Store._private',
  ]);
  expect([file.functions, file.commented, file.documented]).toEqual([9, 4, true]);
});

test('imports are as written, each once', async () => {
  const { imports } = await parseSource('store.py', STORE);
  expect(imports).toEqual(['__future__', 'os.path', 'sys', '.', '..core.models', 'typing']);
});

test('lines and signatures are those of the def', async () => {
  const { definitions } = await parseSource('store.py', STORE);
  expect(definitions[1]).toEqual({
    name: 'fetch',
    line: 21,
    signature: 'async def fetch(url: str, *, retries: int = 3) -> bytes',
    commented: true,
  });
});

test('what is exported is __all__, else what is public', async () => {
  expect((await parseSource('store.py', STORE)).exports).toEqual(['LIMIT', 'plain', 'fetch', 'Store', 'key']);
  const declared = await parseSource(
    'a.py',
    `__all__ = ['one', "two"]\n__all__ += ['three']\ndef four(): pass\n`,
  );
  expect(declared.exports).toEqual(['one', 'two', 'three']);
});

test.each([
  ['# only a comment\nx = 1\n', false],
  ['"""A module."""\n', true],
  ["'''\"Quoted\" at once.'''\n", true],
  ['x = 1\n"""Too late."""\n', false],
  ['# Copyright 2024\n\n"""After the licence."""\n', true],
  ['"""Tests of %s.""" % 1\n', false],
])('the docstring of a module: %j', async (text, documented) => {
  expect((await parseSource('a.py', text)).documented).toBe(documented);
});

test('the stubs of overloads are no functions', async () => {
  const text = `class A:
    @overload
    def f(self, a: int) -> int: ...
    @typing.overload  # the other
    @staticmethod
    async def f(self, a: str) -> str: ...
    def f(self, a):
        """Doc."""
    @overloaded
    def g(self): ...
`;
  expect(functionsOf(await parseSource('a.py', text))).toEqual(['+A.f', 'A.g']);
});

test('a docstring may stand in parentheses, and a signature holds no comment', async () => {
  const text = `def f(self): # a comment first
    ("paren doc")

def g() -> dict[str, int]: # a comment
    ("a", "b")
`;
  const file = await parseSource('a.py', text);
  expect(functionsOf(file)).toEqual(['+f', 'g']);
  expect(file.definitions.map(({ signature }) => signature)).toEqual([
    'def f(self)',
    'def g() -> dict[str, int]',
  ]);
});
