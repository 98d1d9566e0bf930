import { defineConfig } from 'vitest/config';
import unitTests from '../../vitest.config.mts';

export default defineConfig({
  plugins: unitTests.plugins ?? [],
  test: {
    include: ['test/fuzz/*.test.ts'],
    testTimeout: 21_600_000,
  },
});
