import type { StoreFs } from '../../src/store/file/fs.ts';

/** The calls that change something on disk. */
const CHANGING = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'futimesSync',
  'linkSync',
  'renameSync',
  'unlinkSync',
  'mkdirSync',
  'rmdirSync',
  'utimesSync',
] as const;

export type Call = (typeof CHANGING)[number];

/** Where to strike: before the n-th changing call, or in its middle, when half of the bytes are written. */
export interface Place {
  readonly at: number;
  readonly half?: boolean;
}

/**
 * A file system that counts the changing calls and strikes at one of them. `strike` does not return when it ends the
 * process; when it returns, the call goes on.
 */
export function strikingFs(
  fs: StoreFs,
  strike: (call: Call, args: readonly unknown[]) => void,
  place: Place | null,
): { readonly fs: StoreFs; readonly calls: string[] } {
  const calls: string[] = [];
  const wrapped: { [name: string]: unknown } = { ...fs };
  for (const name of CHANGING) {
    const original = fs[name] as (...args: unknown[]) => unknown;
    wrapped[name] = (...args: unknown[]) => {
      if (name === 'openSync' && (args[1] === 'r' || typeof args[1] === 'number')) return original(...args);
      calls.push(`${name} ${String(args[0])}`);
      const isHere = calls.length === place?.at;
      if (isHere && !place.half) strike(name, args);
      if (isHere && place.half && name === 'writeSync') {
        const [fd, bytes, offset = 0] = args as [number, Uint8Array, number?];
        const half = original(fd, bytes.subarray(offset, offset + Math.ceil((bytes.length - offset) / 2)));
        strike(name, args);
        return half;
      }
      return original(...args);
    };
  }
  return { fs: wrapped as StoreFs, calls };
}
