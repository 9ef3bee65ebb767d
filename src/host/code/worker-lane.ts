import { Worker } from 'node:worker_threads';
import { errorCode } from '../io-failure.ts';
import type { Answer, Lane, Want } from './lanes.ts';
import type { ParseAnswer, ParseRequest } from './parse/messages.ts';

/** Of JavaScript's own memory; the parsers' comes on top, and is bounded by the size of the largest file. */
const HEAP_MB = 512;

/** A worker thread, started with its first file, and another one in its place when it broke, hangs or has grown large. */
export class WorkerLane implements Lane {
  readonly #workerFile: string;
  readonly #timeLimitMs: number;
  #worker: Worker | null = null;
  #id = 0;

  constructor(workerFile: string, timeLimitMs: number) {
    this.#workerFile = workerFile;
    this.#timeLimitMs = timeLimitMs;
  }

  async ask(path: string, bytes: Buffer, want: Want): Promise<Answer> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = ++this.#id;
    const answer = await new Promise<ParseAnswer | null>((resolve, reject) => {
      const timer = setTimeout(() => settle(null), this.#timeLimitMs);
      const onMessage = (message: ParseAnswer) => message.id === id && settle(message);
      const onExit = () => settle(null);
      const onError = (error: unknown) => {
        if (isMissing(error)) reject(error);
        settle(null);
      };
      function settle(result: ParseAnswer | null): void {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        resolve(result);
      }
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      const source = new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
      worker.postMessage({ id, path, source, want } satisfies ParseRequest, [source.buffer]);
    });
    if (!answer || answer.spent) await this.close();
    return answer ?? { skipped: 'unparsable', broke: true };
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#workerFile, {
      // What parsers print is not for the user's screen.
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    // Without a listener an error would end the process.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }
}

/** The program of the worker is not there, or something that it imports: no file is to blame. */
function isMissing(error: unknown): boolean {
  return ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(errorCode(error) ?? '');
}
