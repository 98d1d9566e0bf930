/** Runs test/gpu/: WGSL in Node, on SwiftShader, the software adapter that comes with Chromium. */
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { useSwiftShader } from './tools/swiftShader.mjs';
import { runVitest } from './tools/vitest.mjs';

await main(import.meta, async () => {
  await useSwiftShader();
  const args = ['--config', 'test/gpu/vitest.config.mts', ...process.argv.slice(2)];
  reportCounts('gpu', await runVitest('gpu', args));
});
