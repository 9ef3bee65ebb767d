import { expect, test } from 'vitest';
import { parserMemory } from '../../../../src/host/code/parse/grammars.ts';
import { MAX_SOURCE_BYTES } from '../../../../src/host/code/parse/messages.ts';
import { SourceParser } from '../../../../src/host/code/parse/source-parser.ts';

const dense = (bytes: number) => Buffer.from('x=[1,2,{a:3}];'.repeat(Math.floor(bytes / 14)));

test('the memory of parsers is bounded: they say when they have grown large, and survive what does not fit', async () => {
  const parser = new SourceParser(60_000);
  expect(await parser.parseFacts(dense(MAX_SOURCE_BYTES / 3), 'a.js')).toHaveProperty('value');
  expect(parser.spent).toBe(true);
  expect(await parser.parseFacts(dense(MAX_SOURCE_BYTES), 'a.js')).toEqual({ skipped: 'unparsable' });
  expect(parserMemory()).toBeLessThanOrEqual(1024 ** 3);
  expect(await parser.parseFacts(Buffer.from('f()'), 'a.js')).toEqual({ skipped: 'unparsable' });
});
