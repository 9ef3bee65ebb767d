import { expect, test } from 'vitest';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

test('Go: comments right above, receivers, no literals', async () => {
  const file = await parseSource(
    'store.go',
    `// Copyright 2024 The Authors. All rights reserved.

//go:build linux

// Package store keeps things.
package store

import "fmt"
import (
	m "example.org/a/b"
	_ "embed"
	"fmt"
)

// Open opens it.
// It may fail.
//
//go:noinline
func Open[T any](name string) (s *Store[T], err error) { return }

// Far away.

func apart() {}

//go:generate stringer

//go:noinline
//nolint:unused
func quiet() {}

/* Close closes. */
func (s *Store[T]) Close() error {
	go func() {}()
	return nil
}

var count = 1 // trailing
func (Store[T]) value() {}

func assembly(x int) int

type Port interface{ Read() string }
type (
	Kind int
	kind int
)

const First, second = 1, 2

var Handler = func() {}
`,
  );
  expect(functionsOf(file)).toEqual(['+Open', 'apart', 'quiet', '+Store.Close', 'Store.value']);
  expect(file.definitions[0]).toEqual({
    name: 'Open',
    line: 19,
    signature: 'func Open[T any](name string) (s *Store[T], err error)',
    commented: true,
  });
  expect(file.imports).toEqual(['fmt', 'example.org/a/b', 'embed']);
  expect(file.exports).toEqual(['Open', 'Port', 'Kind', 'First', 'Handler']);
  expect(file.documented).toBe(true);
});

test.each([
  ['// What it is.\npackage a\n', true],
  ['// Apart.\n\npackage a\n', false],
  ['// Copyright 2024 Someone\npackage a\n', false],
  ['/* What it is. */\npackage a\n', true],
  ['package a\n\n// F does.\nfunc F() {}\n', false],
])('Go: the comment of a package: %j', async (text, documented) => {
  expect((await parseSource('a.go', text)).documented).toBe(documented);
});

test('Rust: doc comments and attributes, impl and trait bodies', async () => {
  const file = await parseSource(
    'lib.rs',
    `// Copyright 2024 Someone
#![allow(dead_code)]
//! Stores of things.

use std::{io, fs::File, collections::{HashMap, BTreeMap as Map}};
use crate::models::*;
use super::a as b;
pub use self::inner::{One, two as Two};
pub mod inner;
mod local {
  /// Nested.
  fn nested() {}
}

/// Opens it.
#[inline]
// A plain comment.
pub(crate) async fn open<T>(name: &str) -> io::Result<T>
where T: Store { let closure = |x| x; todo!() }

#[doc = "Closes it."]
fn close() {}

#[doc(hidden)]
fn hidden() {}

/** Starred. */
fn starred() {}

//// No doc.
fn ruler() {}

/// Far away.

fn apart() {}

impl<T> Store for Disk<T> {
    //! Of the impl.
    fn read(&self) {}

    /// Writes.
    unsafe fn write(&self) {}
}

pub trait Store {
    /// Declared only.
    fn read(&self);
    /// With a body.
    fn flush(&self) {}
}

pub struct Disk<T>(T);
pub const LIMIT: u8 = 3;
extern "C" { fn outside(); }
`,
  );
  expect(functionsOf(file)).toEqual([
    ...['+nested', '+open', '+close', 'hidden', '+starred', 'ruler', 'apart'],
    ...['Disk.read', '+Disk.write', '+Store.flush'],
  ]);
  expect(file.imports).toEqual([
    ...['std', 'std::fs', 'std::collections', 'crate::models', 'super', 'self::inner', 'inner'],
  ]);
  expect(file.exports).toEqual(['One', 'Two', 'inner', 'open', 'Store', 'Disk', 'LIMIT']);
  expect(file.documented).toBe(true);
  expect(file.definitions[1]!.signature).toBe(
    'pub(crate) async fn open<T>(name: &str) -> io::Result<T> where T: Store',
  );
});

test('Rust: an item has its own comment, the crate another', async () => {
  expect((await parseSource('a.rs', '/// Of f.\nfn f() {}\n')).documented).toBe(false);
  expect((await parseSource('a.rs', 'mod a {\n  //! Of a.\n}\n')).documented).toBe(false);
});
