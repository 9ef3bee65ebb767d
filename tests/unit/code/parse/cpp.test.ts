import { expect, test } from 'vitest';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

test('C++: templates, members in and out of their class; declarations are none', async () => {
  const file = await parseSource(
    'store.cpp',
    `/// @file
/// Stores.
#include "store.h"
#include <vector>
#include "../util.hpp"

/** Doubles it. */
template <typename T>
  requires Number<T>
[[nodiscard]] static inline T twice(T a) { return [](T b) { return b; }(a); }

int declared(int);

namespace a::b {
/// A store.
class Store : public Base {
 public:
  /// Makes one.
  Store() : size_(1), other_{2} {}
  ~Store();
  Store(const Store&) = default;
  virtual int open() const = 0;
  int size() const override { return 1; } ///< How many.
  bool operator==(const Store& other) const { return true; }
  //! Converts.
  operator bool() const { return true; }
  /** Any. */
  template <class U> void any(U u) {}
};
}

// A plain comment.
int a::b::Store::open() const { return 1; }

/** Ends it. */
Store::~Store() {}

template <> int Box<int>::get() { return 1; }
int *pointer(void) { return 0; }
int &reference() { static int x; return x; }
enum class Kind { A };
static int hidden() { return 1; }
extern "C" {
/** C. */
int plain_c(void) { return 1; }
}
`,
  );
  expect(functionsOf(file)).toEqual([
    ...['+twice', '+Store.Store', 'Store.size', 'Store.operator==', '+Store.operator bool', '+Store.any'],
    ...['a.b.Store.open', '+Store.~Store', 'Box.get', 'pointer', 'reference', 'hidden', '+plain_c'],
  ]);
  expect(file.imports).toEqual(['store.h', '../util.hpp']);
  expect(file.exports).toEqual(['declared', 'Store', 'pointer', 'reference', 'Kind', 'plain_c']);
  expect(file.documented).toBe(true);
  expect(file.definitions[1]!.signature).toBe('Store()');
});

test('C: heads of before ISO C, and of today', async () => {
  const file = await parseSource(
    'old.c',
    `#ifndef OLD
#define OLD
/* Not a doc comment. */
int plain(int a) { if (a) { return 1; } return 2; }

/** Adds them. */
int add(a, b)
  int a;
  char *b;
{
  return a;
}

static char *name(a) int a; { return 0; }
struct point { int x; };
/// Prints.
void
print(const struct point *p)
{
}
#endif
`,
  );
  expect(functionsOf(file)).toEqual(['plain', '+add', 'name', '+print']);
});

test.each([
  ['#pragma once\n/** What it is. */\n#include "a.h"\n', true],
  ['/** What it is. */\nnamespace a {}\n', true],
  ['/* What it is. */\n#include "a.h"\n', false],
  ['/** Of f. */\nint f() { return 1; }\n', false],
])('C++: the comment of a file: %j', async (text, documented) => {
  expect((await parseSource('a.hpp', text)).documented).toBe(documented);
});

test.each([
  ['/// Doc.', 1],
  ['//! Doc.', 1],
  ['/*! Doc. */', 1],
  ['/// Doc.\n// NOLINTNEXTLINE', 1],
  ['///< Of what is before.', 0],
  ['/**< Of what is before. */', 0],
  ['//// Ruler', 0],
  ['// Doc.', 0],
])('C++: %j above a function', async (above, commented) => {
  expect((await parseSource('a.cpp', `${above}\nint f() { return 1; }\n`)).commented).toBe(commented);
});

const MEMBERS = `
 public:
  /// Doc
  Foo() { }
  /// Doc
  ~Foo() { }
  /// Doc
  int b() { return 1; }
 private:
  void p() {}
};
`;

test.each([
  'class MYLIB_API Foo {',
  'class MYLIB_API Foo final : public Bar<int> {',
  'class MYLIB_API ALIGNED(16) Foo : public Bar {',
  'class Foo : public QObject { Q_OBJECT\n',
  'class Foo : public QObject {\n  // Meta.\n  Q_OBJECT\n  Q_PROPERTY(int b READ b)\n',
  'class Foo : public QObject {\n  Q_OBJECT\n public Q_SLOTS:\n  /// Doc\n  Foo(int);\n signals:\n  void c();\n',
])('C++: the macros in the head of a class are passed over: %j', async (head) => {
  const file = await parseSource('foo.h', head + MEMBERS);
  expect(functionsOf(file)).toEqual(['+Foo.Foo', '+Foo.~Foo', '+Foo.b', 'Foo.p']);
  expect(file.exports).toEqual(['Foo']);
});

test('C++: a member that is documented behind an access label, and an explicit constructor of Qt', async () => {
  const text = `class MYLIB_API Foo : public Bar {public: /// Doc
  void a(){}
};
class Window : public QObject { Q_OBJECT
 public:
  /// Doc
  explicit Window(QObject* p = nullptr) : QObject(p) {}
};
`;
  expect(functionsOf(await parseSource('foo.h', text))).toEqual(['+Foo.a', '+Window.Window']);
});

test('C++: macros on lines of their own, above a function and among statements', async () => {
  const text = `#include "a.h"
/** Doc. */
MYLIB_API
int f(int a) {
  LOCK(a)
  return a;
}

/*
 * Text;
   WARNING
 */
TEST(Case, One)
{
  EXPECT_EQ(1, 1);
}

/// Makes one.
struct POINT make(void) { struct POINT p = { A,
  B
}; return p; }
enum COLOR { RED,
  GREEN
};
class FINAL final { void g() {} };
`;
  const file = await parseSource('a.cpp', text);
  expect(functionsOf(file)).toEqual(['+f', 'TEST', '+make', 'FINAL.g']);
  expect(file.definitions[0]!.line).toBe(4);
});

test('C++: friends with a comment', async () => {
  const text = `class Foo {
  /// Doc
  friend bool operator==(Foo a, Foo b) { return true; }
  /// Doc
  template <class T> friend void any(T t) {}
  /// Doc
  inline friend int one(Foo) { return 1; }
  friend int bare(Foo) { return 1; }
};
`;
  const names = ['+Foo.operator==', '+Foo.any', '+Foo.one', 'Foo.bare'];
  expect(functionsOf(await parseSource('a.cpp', text))).toEqual(names);
});

test('C++: an include in angle brackets is an import when it is in a folder', async () => {
  const text = '#include <vector>\n#include <foo/foo.h>\n#include "a.h"\n';
  expect((await parseSource('a.cpp', text)).imports).toEqual(['foo/foo.h', 'a.h']);
});
