import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Optimizers are imported as text, as the bundler does. */
const optimizersAsText = {
  name: 'optimizers-as-text',
  load(id: string) {
    return id.endsWith('.optimizer') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null;
  },
};

export default defineConfig({
  plugins: [optimizersAsText],
  // Random tests take long on a busy machine.
  test: { include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 },
});
