import { defineConfig } from 'vitest/config';
import { longFiles, optimizersAsText } from '../../vitest.config.mts';

export default defineConfig({
  plugins: [optimizersAsText],
  test: {
    include: ['test/e2e/*.e2e.ts'],
    exclude: longFiles,
    globalSetup: 'test/e2e/server.ts',
    // One VS Code server serves all files; two browsers at once would only make each other slow.
    fileParallelism: false,
    // One thread, which loads the sources and starts the browser once.
    isolate: false,
    // A thread ends with its process, and the browser with it; a child process would outlive Ctrl+C.
    pool: 'threads',
    // What a page says is told whole where it isn't what was expected.
    chaiConfig: { truncateThreshold: 2000 },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
