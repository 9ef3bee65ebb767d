import { availableParallelism } from 'node:os';
import type { ParseAnswer, ParseRequest } from './parse/messages.ts';

/** More threads than this gain little: each loads its own parsers, and takes their memory. */
const MOST_WORKERS = 4;

/** Up to this many bytes are parsed here sooner than in workers, which have to start and load parsers of their own. */
const PARSED_HERE = 1024 * 1024;

/** A worker that says nothing for so long hangs: the largest file takes a fraction of it on a slow machine. */
const TIME_LIMIT_MS = 60_000;

export type Want = ParseRequest['want'];

export interface Answer extends Pick<ParseAnswer, 'facts' | 'details' | 'skipped'> {
  /** The worker broke, or took too long: what it says of the file may be chance. */
  readonly broke?: true;
}

/** Measures one file at a time. */
export interface Lane {
  ask(path: string, bytes: Buffer, want: Want): Promise<Answer>;
  /** Ends what was started. */
  close(): Promise<void>;
}

/** A source file with its bytes. */
export interface Source {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Gives lanes for so many files of so many bytes in all. */
export type OpenLanes = (files: number, bytes: number) => Promise<readonly Lane[]>;

/** As many lanes as the work is worth. */
export function lanesWith(workerFile: string): OpenLanes {
  return async (files, bytes) => {
    if (bytes <= PARSED_HERE) {
      const { LocalLane } = await import('./local-lane.ts');
      return [new LocalLane()];
    }
    const { WorkerLane } = await import('./worker-lane.ts');
    const count = Math.min(availableParallelism(), MOST_WORKERS, files);
    return Array.from({ length: count }, () => new WorkerLane(workerFile, TIME_LIMIT_MS));
  };
}

/** Asks for each source, one a lane at a time, and closes the lanes, whatever happens. */
export async function askAll<S extends Source>(
  sources: Iterable<S>,
  lanes: readonly Lane[],
  want: Want,
  take: (source: S, answer: Answer) => void,
): Promise<void> {
  const queue = sources[Symbol.iterator]();
  const work = async (lane: Lane) => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      take(next.value, await lane.ask(next.value.path, next.value.bytes, want));
    }
  };
  const working = lanes.map(work);
  try {
    await Promise.all(working);
  } finally {
    // When one broke off, the others find no more work, and what they wait for ended.
    queue.return?.();
    await Promise.all(lanes.map((lane) => lane.close()));
    await Promise.allSettled(working);
  }
}
