import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { ioFailure } from '../io-failure.ts';
import { createTextFile } from '../text-file.ts';
import { templateExists } from './failures.ts';

/** Writes a template under a new name, comments and all. Failures: template_exists, io_error. */
export async function createTemplateFile(
  folder: string,
  name: string,
  source: string,
): Promise<Result<{ readonly path: string }, Failure>> {
  const path = join(folder, `${name}.yaml`);
  const refused = refuseForeignFolder(folder);
  if (refused) return err(refused);
  const { replaceYamlText } = await import('../yaml-document.ts');
  const written = createTextFile(path, replaceYamlText(source, 'name', name));
  if (!written.ok) return written;
  return written.value ? ok({ path }) : err(templateExists(name));
}

/** Deletes a template file. Failures: io_error. */
export function removeTemplateFile(folder: string, name: string): Result<{ readonly path: string }, Failure> {
  const path = join(folder, `${name}.yaml`);
  const refused = refuseForeignFolder(folder);
  if (refused) return err(refused);
  try {
    rmSync(path);
    return ok({ path });
  } catch (error) {
    return err(ioFailure('delete', path, error));
  }
}

/** A cloned repository may bring a link in the folder's place: nothing is written or deleted where it points. */
function refuseForeignFolder(folder: string): Failure | null {
  try {
    mkdirSync(folder, { recursive: true });
    return lstatSync(folder).isDirectory() ? null : ioFailure('write to', folder, { code: 'ELOOP' });
  } catch (error) {
    return ioFailure('write to', folder, error);
  }
}
