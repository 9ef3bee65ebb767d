import type { FileDetails } from '../../core/codebase/facts.ts';
import { languageOf } from '../../core/codebase/language.ts';
import { askAll, type OpenLanes, type Source } from './lanes.ts';
import type { TreeReader } from './tree-reader.ts';

/** Some source files in full, in the order asked for; those that cannot be read or parsed are left out. */
export async function readDetails(
  paths: readonly string[],
  reader: TreeReader,
  openLanes: OpenLanes,
): Promise<FileDetails[]> {
  const inside = paths.filter((path) => languageOf(path) !== null && !leadsOut(path));
  const sizes = inside.map((path) => {
    const sighted = reader.sight(path);
    return sighted === null || typeof sighted === 'string' ? 0 : sighted.size;
  });
  const lanes = await openLanes(
    inside.length,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const found = new Map<string, FileDetails>();
  await askAll(readEach(inside, reader), lanes, 'details', ({ path }, { details }) => {
    if (details) found.set(path, details);
  });
  return inside.flatMap((path) => found.get(path) ?? []);
}

function* readEach(paths: readonly string[], reader: TreeReader): Generator<Source> {
  for (const path of paths) {
    const content = reader.sight(path) && reader.read(path);
    if (content && typeof content !== 'string') yield { path, bytes: content.bytes };
  }
}

function leadsOut(path: string): boolean {
  return path.startsWith('/') || path.split('/').includes('..');
}
