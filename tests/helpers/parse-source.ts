import type { FileDetails } from '../../src/core/codebase/facts.ts';
import { SourceParser } from '../../src/host/code/parse/source-parser.ts';

const parser = new SourceParser();

/** A source file in full, from its text. Throws when it is skipped. */
export async function parseSource(path: string, text: string | Uint8Array): Promise<FileDetails> {
  const outcome = await parser.parseDetails(Buffer.from(text), path);
  if ('skipped' in outcome) throw new Error(outcome.skipped);
  return outcome.value;
}

/** Its functions by name, those with a comment marked by a `+`. */
export function functionsOf({ definitions }: FileDetails): readonly string[] {
  return definitions.map(({ name, commented }) => (commented ? `+${name}` : name));
}
