/** Runs test/e2e/: a headless Chromium drives the web workbench, in which the packaged extension is installed. */
import { findChromium } from './host/chromium.mjs';
import { hostUnavailable, installHost } from './host/installHost.mjs';
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { inRoot } from './tools/paths.mjs';
import { run } from './tools/processes.mjs';
import { step } from './tools/steps.mjs';
import { runVitestTwice } from './tools/vitest.mjs';

async function testE2e() {
  if (hostUnavailable) {
    console.warn(`SKIPPED: the tests in a browser. ${hostUnavailable}.`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  await installHost();
  await findChromium();
  await step('Packaging the extension', () => run(process.execPath, [inRoot('scripts/package.mjs')]));
  return runVitestTwice('e2e', ['--config', 'test/e2e/vitest.config.mts', ...process.argv.slice(2)]);
}

await main(import.meta, async () => {
  reportCounts('e2e', await testE2e());
});
