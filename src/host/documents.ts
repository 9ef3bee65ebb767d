import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../core/codebase/language.ts';
import type { Documents } from '../ports/documents.ts';

const README = /^readme/i;
const PAGE = /\.(?:md|rst|adoc|txt)$/i;
const DOCS_FOLDER = /^docs?$/i;
/** It is asked while a task is created: a manual of a whole company is not read for that. */
const MOST_ENTRIES = 5000;

/** The documents below a folder, as they are on disk now. */
export function documentsIn(root: string): Documents {
  return {
    near(folder) {
      const found = new Set<string>();
      let left = MOST_ENTRIES;
      const list = (path: string): readonly Dirent[] => {
        const entries = entriesOf(join(root, path)).slice(0, left);
        left -= entries.length;
        return entries;
      };
      const queue: string[] = [];
      for (const place of new Set([folder, '.'])) {
        for (const entry of list(place)) {
          const path = below(place, entry.name);
          if (entry.isDirectory() && DOCS_FOLDER.test(entry.name)) queue.push(path);
          else if (place === folder && entry.isFile() && isReadme(entry.name)) found.add(path);
        }
      }
      for (const docs of queue) {
        for (const entry of list(docs)) {
          const path = below(docs, entry.name);
          if (entry.isDirectory()) queue.push(path);
          else if (entry.isFile() && PAGE.test(entry.name)) found.add(path);
        }
      }
      return [...found];
    },
  };
}

/** `readme.ts` is code. */
function isReadme(name: string): boolean {
  return README.test(name) && languageOf(name) === null;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function below(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}
