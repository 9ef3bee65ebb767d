const SIZE = /^([1-9]\d{0,8})(k?)$/i;
const TOKENS_PER_K = 1024;

/** The sizes people use; any `<n>k` or whole number is taken as well. */
export const COMMON_SIZES = ['4k', '8k', '16k', '32k', '64k', '128k'] as const;

/** The number of tokens an output size stands for (`8k` is 8,192), or null when it is no size. */
export function sizeInTokens(size: string): number | null {
  const match = SIZE.exec(size.trim());
  if (!match) return null;
  return Number(match[1]) * (match[2] ? TOKENS_PER_K : 1);
}

/** An output size as it is stored: `8K` becomes `8k`. Null when it is no size. */
export function normalizeSize(size: string): string | null {
  return sizeInTokens(size) === null ? null : size.trim().toLowerCase();
}
