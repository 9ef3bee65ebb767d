import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** The long runs of the crash, race and property suites; LRA_TEST_DEEP makes those that have a small form long. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: [
      'tests/**/*.deep.test.ts',
      'tests/crash/power-cut.test.ts',
      'tests/contract/same-state.test.ts',
      'tests/property/memory.test.ts',
      'tests/property/files.test.ts',
    ],
    exclude: [],
    testTimeout: 600_000,
  },
});
