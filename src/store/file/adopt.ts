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
 */
export function adopt(layout: Layout, loaded: Loaded, draft: Draft, { isFromGit, entries }: Origin): void {
  const { model, foreignList, foreignLocks } = loaded;
  if (foreignList) {
    const { content } = foreignList;
    checkReferences(layout.taskList, content);
    adoptList(layout.taskList, model, content, draft, { isFromGit: once(isFromGit), entries });
    checkRings(layout.taskList, content, draft.graph);
  }
  if (foreignLocks && foreignLocks.identity !== ABSENT) {
    adoptLocks(layout.locks, model, foreignLocks.content, draft, entries);
  }
}

function once(question: () => boolean): () => boolean {
  let answer: boolean | undefined;
  return () => {
    answer ??= question();
    return answer;
  };
}
