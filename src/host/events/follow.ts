import { type FSWatcher, watch } from 'node:fs';
import type { LoggedEvent } from '../../core/run/event.ts';
import { EventReader } from './event-reader.ts';

/** Not every file system tells of changes, and the folder may not be there yet. */
const POLL_MILLISECONDS = 500;

/** The events of a log after a number, and each new one as it comes, until the signal. */
export async function* follow(
  folder: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<LoggedEvent> {
  const reader = new EventReader(folder, after);
  const bell = new Bell(folder);
  try {
    while (!signal.aborted) {
      for (const event of reader.read()) {
        if (signal.aborted) return;
        yield event;
      }
      await bell.ring(signal);
    }
  } finally {
    bell.end();
    reader.close();
  }
}

/** Rings when something changed in a folder, or when it is time to look all the same. */
class Bell {
  readonly #folder: string;
  #watcher: FSWatcher | null = null;
  #wake: (() => void) | null = null;
  #rang = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#watch();
  }

  async ring(signal: AbortSignal): Promise<void> {
    if (!this.#watcher) this.#watch();
    if (!this.#rang && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          this.#wake = null;
          resolve();
        };
        const timer = setTimeout(done, POLL_MILLISECONDS);
        signal.addEventListener('abort', done);
        this.#wake = done;
      });
    }
    this.#rang = false;
  }

  end(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }

  #watch(): void {
    try {
      this.#watcher = watch(this.#folder, () => {
        this.#rang = true;
        this.#wake?.();
      });
      this.#watcher.on('error', () => this.end());
    } catch {
      this.#watcher = null;
    }
  }
}
