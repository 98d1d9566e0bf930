import { defineConfig } from 'vitest/config';
import unitTests, { longFiles } from '../../vitest.config.mts';

export default defineConfig({
  plugins: unitTests.plugins ?? [],
  test: {
    include: ['test/gpu/*.test.ts'],
    exclude: longFiles,
    globalSetup: ['test/unit/buildKernels.ts'],
    // Dawn keeps a process alive; vitest ends those that it forked.
    pool: 'forks',
    // The software adapter compiles shaders, which takes the most time, on one core.
    maxWorkers: '100%',
    // Random tests compile hundreds of shaders.
    testTimeout: 120_000,
  },
});
