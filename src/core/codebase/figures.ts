import { type Check, passes } from './decide.ts';

const FEWEST_DECIMALS = 2;
const MOST_DECIMALS = 12;

/**
 * A figure with two decimals, or as many as it takes to be on the same side of its threshold as it really is,
 * and not to read as nothing or as a whole when it is neither: 0.2999 beside 0.30, 0.0004.
 */
export function figureText({ measure, figure, threshold }: Check & { readonly figure: number }): string {
  for (let decimals = FEWEST_DECIMALS; decimals <= MOST_DECIMALS; decimals++) {
    const text = figure.toFixed(decimals);
    const isHonest = passes(measure, Number(text), threshold) === passes(measure, figure, threshold);
    if (isHonest && (!Number.isInteger(Number(text)) || Number.isInteger(figure))) return text;
  }
  return String(figure);
}

/** A threshold as it is set, a ratio with two decimals at least. */
export function thresholdText({ measure, threshold }: Check): string {
  const text = String(threshold);
  const isShort =
    measure !== 'code_total_size_mb' && threshold === Number(threshold.toFixed(FEWEST_DECIMALS));
  return isShort ? threshold.toFixed(FEWEST_DECIMALS) : text;
}

/** Bytes for a reader: `512 B`, `3.4 KiB`, `12 MiB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / 1024 / 1024, 'MiB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
