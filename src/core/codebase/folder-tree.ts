import type { SourceFile } from './facts.ts';

/** A folder with what it holds. */
export interface Folder {
  readonly path: string;
  readonly name: string;
  readonly folders: Map<string, Folder>;
  /** The source files that lie directly in it. */
  readonly files: SourceFile[];
  /** The source files in it and below. */
  total: number;
}

/** The folders around source files, from the top. */
export function folderTree(files: readonly SourceFile[]): Folder {
  const top = emptyFolder('.', '');
  for (const file of files) {
    let at = top;
    at.total++;
    for (let slash = file.path.indexOf('/'); slash > 0; slash = file.path.indexOf('/', slash + 1)) {
      const path = file.path.slice(0, slash);
      const name = path.slice(at === top ? 0 : at.path.length + 1);
      let next = at.folders.get(name);
      if (!next) {
        next = emptyFolder(path, name);
        at.folders.set(name, next);
      }
      at = next;
      at.total++;
    }
    at.files.push(file);
  }
  return top;
}

/** The source files in a folder and below, in the order of the walk. */
export function filesBelow(folder: Folder): readonly SourceFile[] {
  const files: SourceFile[] = [];
  const open = [folder];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const file of at.files) files.push(file);
    for (const below of at.folders.values()) open.push(below);
  }
  return files;
}

function emptyFolder(path: string, name: string): Folder {
  return { path, name, folders: new Map(), files: [], total: 0 };
}
