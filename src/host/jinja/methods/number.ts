import { JinjaFault } from '../fault.ts';
import { bitLength } from '../values/exact.ts';
import { type Methods, method } from './table.ts';

/** Python's int methods that a template can make use of. */
export const intMethods: Methods<bigint> = new Map([
  method<bigint>('bit_length', [], (_runtime, value) => (value === 0n ? 0n : BigInt(bitLength(value)))),
  method<bigint>('conjugate', [], (_runtime, value) => value),
]);

/** Python's float methods that a template can make use of. */
export const floatMethods: Methods<number> = new Map([
  method<number>('is_integer', [], (_runtime, value) => Number.isInteger(value)),
  method<number>('hex', [], () => {
    throw new JinjaFault('hex() is not supported');
  }),
]);
