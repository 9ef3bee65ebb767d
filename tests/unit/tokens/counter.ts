import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll } from 'vitest';
import { createTokenCounter } from '../../../src/host/tokens/token-counter.ts';
import type { TokenCounter } from '../../../src/ports/token-counter.ts';

const BUILD_SCRIPT = new URL('../../../scripts/build-tokens.mjs', import.meta.url).href;

/** A token table built for the tests of one file, and a counter that reads it. */
export function useTokenTable(): { file(): string; counter(): TokenCounter } {
  let folder: string;
  let counter: TokenCounter;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lra-tokens-'));
    const { buildTokenTable } = await import(BUILD_SCRIPT);
    await buildTokenTable(join(folder, 'o200k.bin'));
    counter = createTokenCounter(join(folder, 'o200k.bin'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { file: () => join(folder, 'o200k.bin'), counter: () => counter };
}

/** What the reference counts when no special token has a meaning. */
export function expectedTokens(text: string): number {
  return countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });
}
