/**
 * Runs the tests that npm test leaves out since they take long: files named .long., in Node, on the software adapter, in pages and
 * in a window of VS Code. One alone: npm run test:e2e gpuRace.long.
 */
import path from 'node:path';
import { whyNoTorch } from './host/torch.mjs';
import { add, none, readCounts, reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder } from './tools/paths.mjs';
import { runHere } from './tools/processes.mjs';

await main(import.meta, async () => {
  const missing = await whyNoTorch();
  if (missing !== null) console.warn(`SKIPPED: exported scripts are not run in PyTorch: ${missing}`);
  let counts = none;
  for (const name of ['Unit', 'Gpu', 'Pages', 'E2e']) {
    const results = path.join(outputFolder, `long${name}.counts.json`);
    const args = [inRoot(`scripts/test${name}.mjs`), '.long.'];
    const code = await runHere(process.execPath, args, { env: { ...process.env, RESULTS: results } });
    const found = readCounts(results) ?? none;
    counts = add(counts, code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found);
  }
  reportCounts('long', counts);
});
