/** A fraction of integers, with a positive denominator. */
interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The exact value of a finite float. */
export function ratioOf(value: number): Ratio {
  let whole = value;
  let denominator = 1n;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(whole), denominator };
}

/** The integer nearest to a fraction; halves go to the even one. */
export function nearestInteger(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  let quotient = size / denominator;
  const twice = (size % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}

/** The float nearest to a fraction, as IEEE division rounds it. */
export function nearestFloat(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -nearestFloat(-numerator, denominator);
  const shift = 66 - (bitLength(numerator) - bitLength(denominator));
  const scaled = shift > 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift > 0 ? denominator : denominator << BigInt(-shift);
  const sticky = scaled % divisor === 0n ? 0n : 1n;
  return Number((scaled / divisor) | sticky) * 2 ** -shift;
}

export function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

/** A finite float with this many decimals, rounded from its exact value. */
export function fixedText(value: number, decimals: number): string {
  const { numerator, denominator } = ratioOf(Math.abs(value));
  const digits = nearestInteger(numerator * 10n ** BigInt(decimals), denominator)
    .toString()
    .padStart(decimals + 1, '0');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const cut = digits.length - decimals;
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** The digits and the power of ten of a finite positive float, rounded to this many significant digits. */
export function significantDigits(value: number, count: number): { digits: string; power: number } {
  if (value === 0) return { digits: '0'.repeat(count), power: 0 };
  const { numerator, denominator } = ratioOf(value);
  // The shortest text may be rounded up to the next power of ten, and rounding here may do the same.
  let power = Number(value.toExponential().split('e')[1]) + 1;
  let digits = '';
  while (digits.length < count) {
    power -= 1;
    const scale = count - 1 - power;
    const up = scale > 0 ? 10n ** BigInt(scale) : 1n;
    const down = scale > 0 ? 1n : 10n ** BigInt(-scale);
    digits = nearestInteger(numerator * up, denominator * down).toString();
  }
  return digits.length > count ? { digits: digits.slice(0, count), power: power + 1 } : { digits, power };
}

/** Python's `round(value, decimals)` of a finite float. */
export function roundFloat(value: number, decimals: number): number {
  if (decimals > 330) return value;
  if (decimals >= 0) return Number(fixedText(value, decimals));
  const unit = 10n ** BigInt(Math.min(-decimals, 330));
  const { numerator, denominator } = ratioOf(Math.abs(value));
  const size = Number(nearestInteger(numerator, denominator * unit) * unit);
  return value < 0 || Object.is(value, -0) ? -size : size;
}
