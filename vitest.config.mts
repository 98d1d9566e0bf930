import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Optimizers are imported as text, as the bundler does. */
export const optimizersAsText = {
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

/** The editor is not there in unit tests: `test/unit/extension/fake/vscode.ts` takes its place. */
const vscode = fileURLToPath(new URL('test/unit/extension/fake/vscode.ts', import.meta.url));

export default defineConfig({
  plugins: [optimizersAsText],
  resolve: { alias: { vscode } },
  test: {
    include: ['test/unit/**/*.test.ts'],
    globalSetup: ['test/unit/buildKernels.ts'],
    execArgv: relaxedSimd,
    // One core less, which is what is usual, would be half of two.
    maxWorkers: '100%',
    // Random tests take long on a busy machine.
    testTimeout: 30_000,
  },
});
