/** A table of a parsed document; an empty one when the value is none. */
export function tableOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { [key: string]: unknown })
    : {};
}

/** A text that says something; else null. */
export function nameIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The texts of a list; none when the value is no list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((one) => nameIn(one) ?? []) : [];
}
