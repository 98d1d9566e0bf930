import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Optimizers are imported as text, as the bundler does. */
const optimizersAsText = {
  name: 'optimizers-as-text',
  load(id: string) {
    return id.endsWith('.optimizer') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null;
  },
};

/** Node.js 20 has relaxed SIMD, but only if asked for it. Stryker asks its own processes; its threads can't be asked. */
const relaxedSimd =
  process.version.startsWith('v20.') && !process.env['STRYKER_MUTATOR_WORKER']
    ? ['--experimental-wasm-relaxed-simd']
    : [];

export default defineConfig({
  plugins: [optimizersAsText],
  test: {
    include: ['test/unit/**/*.test.ts'],
    globalSetup: ['test/unit/buildKernels.ts'],
    execArgv: relaxedSimd,
    // Random tests take long on a busy machine.
    testTimeout: 30_000,
  },
});
