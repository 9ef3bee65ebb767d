/** The folder that a path is in; `.` at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's path without its extension; `.profile` has none. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

/** A path that starts at a folder, as one that starts at the top: `.` and `..` are gone. Null when it leaves the top. */
export function resolvePath(folder: string, path: string): string | null {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/') || '.';
}

/** A path and the folders above it, the nearest first, `.` at last. */
export function* upFrom(path: string): Generator<string> {
  for (let at = path; at !== '.'; at = folderOf(at)) yield at;
  yield '.';
}
