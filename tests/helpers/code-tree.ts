import { join } from 'node:path';
import type { Survey } from '../../src/core/codebase/facts.ts';
import { codeBaseOver } from '../../src/host/code/code-base.ts';
import type { Lane } from '../../src/host/code/lanes.ts';
import type { CodeBase } from '../../src/ports/code-base.ts';
import { tempFolder } from './temp-folder.ts';

/** A code base whose two parsers note what they were asked, and find a function a line. */
export function codeTree(root: string, cacheFile = join(tempFolder(), 'cache')) {
  const parsed: string[] = [];
  const lane: Lane = {
    ask: async (path, bytes) => {
      parsed.push(path);
      const functions = bytes.toString().split('\n').length - 1;
      return { facts: { bytes: bytes.length, functions, commented: 0, documented: false, imports: [] } };
    },
    close: async () => {},
  };
  const code: CodeBase = codeBaseOver(root, cacheFile, async () => [lane, lane]);
  return {
    code,
    cacheFile,
    /** The survey, and the files that it parsed. */
    survey: async (): Promise<Survey & { readonly parsed: readonly string[] }> => {
      parsed.length = 0;
      const survey = await code.survey();
      if (!survey.ok) throw new Error(survey.failure.message);
      return { ...survey.value, parsed: [...parsed] };
    },
    fingerprint: async (): Promise<string> => {
      const fingerprint = await code.fingerprint();
      if (!fingerprint.ok) throw new Error(fingerprint.failure.message);
      return fingerprint.value;
    },
  };
}

/** The paths of the source files of a folder. */
export async function sourcesOf(root: string): Promise<string[]> {
  const { files } = await codeTree(root).survey();
  return files.map(({ path }) => path);
}
