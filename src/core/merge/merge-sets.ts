/**
 * Merges two lists without order, each with what it added to the one before and without what it took out; without one
 * before, nothing was taken out. What only one side changed is as that side has it.
 */
export function mergeSets(
  before: readonly string[] | undefined,
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const isEqual = (a: readonly string[], b: readonly string[]) => JSON.stringify(a) === JSON.stringify(b);
  if (isEqual(ours, theirs) || (before && isEqual(before, theirs))) return ours;
  if (before && isEqual(before, ours)) return theirs;
  const common = before ?? ours.filter((one) => theirs.includes(one)).sort();
  const known = new Set(common);
  const kept = common.filter((one) => ours.includes(one) && theirs.includes(one));
  const added = new Set([...ours, ...theirs].filter((one) => !known.has(one)));
  return [...kept, ...[...added].sort()];
}
