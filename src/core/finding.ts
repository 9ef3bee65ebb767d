/** A place in a document: the keys and indices that lead to it from the root. */
export type DocumentPath = readonly (string | number)[];

/** One thing that is wrong, or odd, in a document that a person wrote. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: DocumentPath;
}

/** How a person would write a place: `states[2]`, `locks.orphan_after_minutes`. */
export function pathText(path: DocumentPath): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
}
