import type { Budget } from './budget.ts';
import type { Arguments, Value } from './values/value.ts';

/** What filters, tests and methods may use of the rendering they run in. */
export interface Runtime {
  readonly budget: Budget;
  callFilter(name: string, value: Value, call: Arguments): Value;
  callTest(name: string, value: Value, call: Arguments): boolean;
  hasFilter(name: string): boolean;
  hasTest(name: string): boolean;
}
