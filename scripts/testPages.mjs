/** Runs test/pages/: the pages by themselves in a headless Chromium, without the workbench around them. */
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { runVitestTwice } from './tools/vitest.mjs';

await main(import.meta, async () => {
  const args = ['--config', 'test/pages/vitest.config.mts', ...process.argv.slice(2)];
  reportCounts('pages', await runVitestTwice('pages', args));
});
