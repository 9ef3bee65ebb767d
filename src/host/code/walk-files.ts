import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorCode, ioFailure } from '../io-failure.ts';
import { isForeignFolder } from './foreign.ts';
import type { Listing } from './git-files.ts';
import { noRules } from './ignore-rules.ts';

/** The files below a folder that its `.gitignore` files do not ignore. Failure: io_error, when the folder cannot be read. */
export function walkFiles(root: string): Result<Listing, Failure> {
  const files: string[] = [];
  const closed: string[] = [];
  const open = [{ folder: '', above: noRules(root) }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { folder, above } = next;
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      if (folder === '') return err(ioFailure('read', root, error));
      if (errorCode(error) !== 'ENOENT') closed.push(folder);
      continue;
    }
    const rules = entries.some(({ name }) => name === '.gitignore') ? above.within(folder) : above;
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile() && !rules.ignores(path)) files.push(path);
      else if (entry.isDirectory() && !isForeignFolder(entry.name) && !rules.ignores(`${path}/`)) {
        open.push({ folder: path, above: rules });
      }
    }
  }
  return ok({ files, closed });
}
