import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { ALL_OK, type ResourceStatus, resourceStatus } from '../core/run/resources.ts';
import { quote } from '../core/task/fields.ts';
import type { Deps } from './deps.ts';

export interface ReadResourcesRequest {
  /** The tops of trees of processes to measure as well. */
  readonly pids?: readonly number[] | undefined;
}

/** CPU use is what happens between two measurements. */
const BETWEEN_MILLISECONDS = 250;

/** Measures what the machine, its container and trees of processes use, over a quarter of a second. Failure: usage. */
export async function readResources(
  deps: Pick<Deps, 'resources' | 'settings'>,
  { pids = [] }: ReadResourcesRequest = {},
): Promise<Result<ResourceStatus, Failure>> {
  const wrong = pids.find((pid) => !Number.isSafeInteger(pid) || pid <= 0);
  if (wrong !== undefined) {
    return err(fail('usage', `a pid is a whole number above 0, not ${quote(wrong)}`));
  }
  const resources = await deps.resources();
  resources.sample(pids);
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_MILLISECONDS));
  return ok(resourceStatus(resources.sample(pids), ALL_OK, deps.settings.resources));
}
