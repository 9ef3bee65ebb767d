import { readFile, stat } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { MAX_SOURCE_BYTES, type ParseAnswer, type ParseRequest } from './messages.ts';
import { SourceParser } from './source-parser.ts';

const parser = new SourceParser();

async function answer({ id, path, source, want }: ParseRequest): Promise<ParseAnswer> {
  let bytes: Uint8Array;
  try {
    if (typeof source === 'string' && (await stat(source)).size > MAX_SOURCE_BYTES) {
      return { id, skipped: 'too_large', spent: parser.spent };
    }
    bytes = typeof source === 'string' ? await readFile(source) : source;
  } catch {
    return { id, skipped: 'unreadable', spent: parser.spent };
  }
  if (want === 'facts') {
    const outcome = await parser.parseFacts(bytes, path);
    return 'value' in outcome
      ? { id, facts: outcome.value, spent: parser.spent }
      : { id, ...outcome, spent: parser.spent };
  }
  const outcome = await parser.parseDetails(bytes, path);
  return 'value' in outcome
    ? { id, details: outcome.value, spent: parser.spent }
    : { id, ...outcome, spent: parser.spent };
}

/** One file at a time, in their order, for the parsers share one memory. */
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: ParseRequest) => {
  last = last.then(async () => parentPort?.postMessage(await answer(request)));
});
