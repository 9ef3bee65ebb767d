import { expect, test } from 'vitest';
import { functionsOf, parseSource } from '../../../helpers/parse-source.ts';

test('PHP: functions, methods of classes and traits; closures are none', async () => {
  const file = await parseSource(
    'store.php',
    `<?php
declare(strict_types=1);
/** Stores. */
namespace App\\Stores;

use App\\Models\\User;
use App\\{One, Two\\Three as Four};
use function App\\helper;
require_once 'a.php';
include __DIR__ . '/b.php';

/** Opens. */
#[Pure]
function open(int $a): int { $f = function () {}; return 1; }

abstract class Store extends Base {
  use Loud;
  /** Makes one. */
  #[A]
  public static function make() {}
  abstract function declared();
  // A plain comment.
  private function __construct() {}
  # Nor this.
  final protected function hash() { return fn($a) => $a; }
}
trait Loud { /** Says. */ function say() {} }
interface Port { function read(); }
const LIMIT = 3;
`,
  );
  expect(functionsOf(file)).toEqual(['+open', '+Store.make', 'Store.__construct', 'Store.hash', '+Loud.say']);
  expect(file.imports).toEqual([
    ...['App\\Models\\User', 'App\\One', 'App\\Two\\Three', 'App\\helper', 'a.php', '/b.php'],
  ]);
  expect(file.exports).toEqual(['open', 'Store', 'Loud', 'Port', 'LIMIT']);
  expect(file.documented).toBe(true);
});

test('Ruby: methods, singleton methods, modifiers; lambdas are none', async () => {
  const file = await parseSource(
    'store.rb',
    `#!/usr/bin/env ruby
# frozen_string_literal: true

# Stores.
require 'json'
require_relative "../util"

module App
  # A store.
  class Store < Base
    # Opens.
    def open(name, mode: 1)
      require 'late'
    end

    # Far away.

    def apart; end
    # Makes.
    def self.make = new
    class << self
      # rubocop:disable Style
      def quiet; end
    end
    # Private.
    private def secret?; end
    HANDLER = ->(a) { a }
    x = 1 # trailing
    def []=(key, value); end
  end
end
def top!; end
`,
  );
  expect(functionsOf(file)).toEqual([
    ...['+App.Store.open', 'App.Store.apart', '+App.Store.make', 'App.Store.quiet', '+App.Store.secret?'],
    ...['App.Store.[]=', 'top!'],
  ]);
  expect(file.definitions[0]).toEqual({
    name: 'App.Store.open',
    line: 12,
    signature: 'def open(name, mode: 1)',
    commented: true,
  });
  expect(file.imports).toEqual(['json', '../util', 'late']);
  expect(file.exports).toEqual(['App', 'top!']);
  expect(file.documented).toBe(true);
});

test('Bash: both forms of functions', async () => {
  const file = await parseSource(
    'store.sh',
    `#!/bin/bash
# Stores.
set -e
source ./a.sh
. "$DIR/b.sh"
echo . c.sh

# Opens.
open() { echo "$1"; }
# shellcheck disable=SC2034
function quiet { inner() { :; }; }

#----
function ruled() ( echo )
`,
  );
  expect(functionsOf(file)).toEqual(['+open', 'quiet', 'quiet.inner', 'ruled']);
  expect(file.imports).toEqual(['./a.sh', '$DIR/b.sh']);
  expect(file.exports).toEqual(['open', 'quiet', 'ruled']);
  expect(file.documented).toBe(true);
});

test.each([
  ['a.rb', '# frozen_string_literal: true\n# encoding: utf-8\n\nclass A; end\n', false],
  ['a.rb', '# Copyright 2024 Someone\n\nclass A; end\n', false],
  ['a.rb', '# What A is.\nclass A; end\n', true],
  ['a.rb', '# Of f.\ndef f; end\n', false],
  ['a.sh', '#!/bin/sh\nset -e\n', false],
  ['a.sh', '#!/bin/sh\n# Of f.\nf() { :; }\n', false],
  ['a.php', '<?php\n/** A class. */\nclass A {}\n', false],
  ['a.php', '<?php\n/** @file What it is. */\nclass A {}\n', true],
])('the comment of %s: %j', async (path, text, documented) => {
  expect((await parseSource(path, text)).documented).toBe(documented);
});

test('Ruby: a signature of Sorbet, and words with digits, may stand between', async () => {
  const text = `class A
  # Doc
  sig { params(a: T::Hash[Symbol, {a: Integer}]).void }
  def f(a); end
  # Doc
  sig(:final) do
    void
  end
  def g; end
  # Doc
  ruby2_keywords def rk(*a); end
  # Doc
  T::Sig::WithoutRuntime.sig { void }
  def h; end
  # Doc
  signal { run }
  def i; end
end
`;
  expect(functionsOf(await parseSource('a.rb', text))).toEqual(['+A.f', '+A.g', '+A.rk', '+A.h', 'A.i']);
});
