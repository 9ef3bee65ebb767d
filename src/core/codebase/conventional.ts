/** The types of Conventional Commits that count. */
export const COMMIT_TYPES = [
  'feat',
  'fix',
  'refactor',
  'docs',
  'test',
  'chore',
  'build',
  'ci',
  'perf',
  'style',
  'revert',
] as const;

export type CommitType = (typeof COMMIT_TYPES)[number];

const SUBJECT = new RegExp(`^(${COMMIT_TYPES.join('|')})(?:\\([^()\\s][^()]*\\))?!?: +\\S`, 'i');

/** The type of a commit whose subject follows Conventional Commits (`feat(cart)!: add refunds`, in letters of any case), or null. */
export function commitType(subject: string): CommitType | null {
  return (SUBJECT.exec(subject)?.[1]?.toLowerCase() as CommitType | undefined) ?? null;
}
