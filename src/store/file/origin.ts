import type { Entry } from '../../core/record/change.ts';

/** The command that takes over what other hands did. */
export const ADOPT = 'adopt';

/** Who is said to have done it: the agent whose command found it did not, and cannot undo it. */
export const OTHER_HANDS = 'other-hands';

/** What taking over a file turns on beside the file itself. */
export interface Origin {
  /** Whether git wrote the list as it is: asked only when the answer matters. */
  readonly isFromGit: () => boolean;
  /** The transactions of this store, the newest first. */
  readonly entries: () => Iterable<Entry>;
}
