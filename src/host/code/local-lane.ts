import type { Answer, Lane, Want } from './lanes.ts';
import { SourceParser } from './parse/source-parser.ts';

/** Parses in this thread: a worker takes longer to start than a handful of small files to parse. */
export class LocalLane implements Lane {
  #parser = new SourceParser();

  async ask(path: string, bytes: Buffer, want: Want): Promise<Answer> {
    if (this.#parser.spent) this.#parser = new SourceParser();
    if (want === 'facts') {
      const outcome = await this.#parser.parseFacts(bytes, path);
      return 'value' in outcome ? { facts: outcome.value } : outcome;
    }
    const outcome = await this.#parser.parseDetails(bytes, path);
    return 'value' in outcome ? { details: outcome.value } : outcome;
  }

  async close(): Promise<void> {}
}
