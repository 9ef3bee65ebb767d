import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { CodeBase } from '../../ports/code-base.ts';
import { CodeCache } from './code-cache.ts';
import { readDetails } from './details.ts';
import { Identities } from './identities.ts';
import { lanesWith, type OpenLanes } from './lanes.ts';
import { listTree } from './list-tree.ts';
import { fingerprintTree, type Looking, surveyTree } from './survey.ts';
import { TreeReader } from './tree-reader.ts';

/** Another version may count other things. */
declare const __LRA_VERSION__: string;

export interface CodeBasePlaces {
  /** The folder of the project. */
  readonly root: string;
  /** Where to keep what was measured; derived, made when it is missing. */
  readonly cacheFile: string;
  /** The program of a worker thread that parses. */
  readonly workerFile: string;
}

/** The code in and below a folder, read as it is on disk; starts git, and worker threads when there is much to parse. */
export function createCodeBase({ root, cacheFile, workerFile }: CodeBasePlaces): CodeBase {
  return codeBaseOver(root, cacheFile, lanesWith(workerFile));
}

/** The same, with other means to parse. */
export function codeBaseOver(root: string, cacheFile: string, openLanes: OpenLanes): CodeBase {
  return {
    survey: (onProgress = () => {}) => look((looking) => surveyTree(looking, openLanes, onProgress)),
    fingerprint: () => look(fingerprintTree),
    details: (paths) => readDetails(paths, new TreeReader(root), openLanes),
  };

  async function look<T>(at: (looking: Looking) => T | Promise<T>): Promise<Result<T, Failure>> {
    const tree = await listTree(root);
    if (!tree.ok) return tree;
    const cache = new CodeCache(cacheFile, __LRA_VERSION__);
    const identities = new Identities(new TreeReader(root), cache.files);
    const found = await at({ tree: tree.value, identities, cache });
    cache.save();
    return ok(found);
  }
}
