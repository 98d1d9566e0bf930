import { defineConfig } from 'vitest/config';
import { longFiles, optimizersAsText } from '../../vitest.config.mts';

export default defineConfig({
  plugins: [optimizersAsText],
  test: {
    include: ['test/pages/*.test.ts'],
    exclude: longFiles,
    globalSetup: 'test/pages/buildPages.ts',
    // Pages mostly wait for frames and numbers.
    maxWorkers: 2,
    // A thread loads the sources and starts the browser once.
    isolate: false,
    // A thread ends with its process, and the browser with it; a child process would outlive Ctrl+C.
    pool: 'threads',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
