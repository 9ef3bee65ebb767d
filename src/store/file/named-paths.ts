import type { StoreFs } from './fs.ts';

const ON_OPEN_FILES = [
  'fstatSync',
  'fsyncSync',
  'futimesSync',
  'readFileSync',
  'readSync',
  'writeSync',
] as const;

/** The same file system, in which an error of a call on an open file knows the path that the file was opened by. */
export function namedPaths(fs: StoreFs): StoreFs {
  const paths = new Map<unknown, string>();
  const named: { [name: string]: unknown } = Object.create(fs);
  named.openSync = (path: string, ...more: [string | number, number?]) => {
    const fd = fs.openSync(path, ...more);
    paths.set(fd, path);
    return fd;
  };
  for (const name of ON_OPEN_FILES) {
    const call = fs[name] as (...args: unknown[]) => unknown;
    named[name] = (...args: unknown[]) => {
      try {
        return call(...args);
      } catch (error) {
        if (error instanceof Error && !('path' in error)) Object.assign(error, { path: paths.get(args[0]) });
        throw error;
      }
    };
  }
  return named as StoreFs;
}
