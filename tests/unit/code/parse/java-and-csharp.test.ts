import { expect, test } from 'vitest';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

test('Java: methods with bodies, constructors, defaults; comments above annotations', async () => {
  const file = await parseSource(
    'Store.java',
    `/*
 * Licensed under the Apache License.
 */
/** Of the package. */
package org.example;

import java.util.*;
import static org.example.Other.method;

/** A store. */
@Entity(name = "store")
public class Store<T> extends Base {
  /** Makes one. */
  public Store(int a) {}

  /** Opens. */
  @Override
  @SuppressWarnings({"a", "b"})
  // a plain comment between
  public <U> U open(U a) throws IOException { Runnable r = () -> {}; return a; }

  /** Far away. */

  void apart() {}

  // A plain comment.
  int plain() { return new Object() { public int hashCode() { return 1; } }.hashCode(); }

  /** Abstract. */
  abstract void declared();

  interface Port { void read(); /** Does it. */ default int size() { return 1; } }

  enum Kind { A { void each() {} }; static void all() {} }

  record Pair(int a) { Pair { } }
}

class Hidden {}
public enum Shown { X }
`,
  );
  expect(functionsOf(file)).toEqual([
    ...[
      '+Store.Store',
      '+Store.open',
      'Store.apart',
      'Store.plain',
      'Store.plain.hashCode',
      '+Store.Port.size',
    ],
    ...['Store.Kind.each', 'Store.Kind.all', 'Store.Pair.Pair'],
  ]);
  expect(file.imports).toEqual(['java.util.*', 'org.example.Other.method']);
  expect(file.exports).toEqual(['Store', 'Shown']);
  expect(file.documented).toBe(true);
  expect(file.definitions[1]).toMatchObject({ line: 20 });
});

test("Java: the comment of a class is not the file's, nor is a licence", async () => {
  expect((await parseSource('A.java', '/** A class. */\npublic class A {}\n')).documented).toBe(false);
  expect((await parseSource('A.java', '/** Copyright 2024 */\npackage a;\n')).documented).toBe(false);
});

test('C#: methods, constructors, operators, local functions; properties are none', async () => {
  const file = await parseSource(
    'Store.cs',
    `/// <summary>Stores.</summary>
using System;
using static System.Math;
using Alias = System.IO;
global using System.Linq;

namespace Example.Stores
{
  /// <summary>A store.</summary>
  [Serializable]
  public class Store<T> : Base
  {
    /// <summary>Opens.</summary>
    /// <returns>One.</returns>
    [Pure]
    public async Task<int> Open(int a) => 1;

    /** <summary>Makes one.</summary> */
    public Store() : base() {}
    ~Store() {}

    // A plain comment.
    void Plain()
    {
      int Local() { return 1; }
      Func<int> f = () => 1;
    }

    /// <summary>A property.</summary>
    public int Size { get { return 1; } set { } }

    /// <summary>Adds.</summary>
    public static Store<T> operator +(Store<T> a, Store<T> b) => a;

    /// <summary>Abstract.</summary>
    public abstract void Declared();
  }

  internal interface IPort { void Read(); void Write() {} }
  public record Pair(int A);
}
`,
  );
  expect(functionsOf(file)).toEqual([
    ...['+Store.Open', '+Store.Store', 'Store.~Store', 'Store.Plain', 'Store.Plain.Local'],
    ...['+Store.operator +', 'IPort.Write'],
  ]);
  expect(file.imports).toEqual(['System', 'System.Math', 'System.IO', 'System.Linq']);
  expect(file.exports).toEqual(['Store', 'Pair']);
  expect(file.documented).toBe(true);
});
