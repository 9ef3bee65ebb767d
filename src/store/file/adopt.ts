import type { Draft } from '../../core/record/draft.ts';
import { adoptList } from './adopt-list.ts';
import { adoptLocks } from './adopt-locks.ts';
import { checkReferences, checkRings } from './check-tasks.ts';
import { ABSENT } from './identity.ts';
import type { Layout } from './layout.ts';
import type { Loaded } from './load.ts';
import type { Origin } from './origin.ts';

/**
 * Takes over what other hands did to the files, into a draft: `docs/other-hands.md` has the rules. The list is checked
 * whole, before and after. A `locks.json` that is gone says nothing: the log has the leases. Failures are thrown:
 * corrupt_state with file and line.
 * Tells whether git brought tasks.
 */
export function adopt(
  layout: Layout,
  loaded: Loaded,
  draft: Draft,
  origin: Origin,
): { readonly fromGit: boolean } {
  let fromGit = false;
  const { model, foreignList, foreignLocks } = loaded;
  if (foreignList) {
    const { content } = foreignList;
    checkReferences(layout.taskList, content);
    fromGit = adoptList(layout.taskList, model, content, draft, origin);
    checkRings(layout.taskList, content, draft.graph);
  }
  if (foreignLocks && foreignLocks.identity !== ABSENT) {
    adoptLocks(layout.locks, model, foreignLocks.content, draft, origin.entries);
  }
  return { fromGit };
}
