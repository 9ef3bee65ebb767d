const SHOWN = 20;

/** Ids on one line, or the first of them and how many more there are. */
export function someIds(ids: readonly string[]): string {
  const more = ids.length - SHOWN;
  const shown = ids.slice(0, SHOWN).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
