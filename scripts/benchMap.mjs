/**
 * Measures how many runs of a map one core does in a second, next to other ways to do the same: test/bench/map/ says what;
 * and frames of the map's page.
 *
 *   npm run bench:map                  everything
 *   npm run bench:map -- valley page   only this; the others are rosenbrock and spirals
 */
import path from 'node:path';
import { benchMapPage } from './benchMap/page.mjs';
import { benchFolder, bundleBench, relaxedSimd } from './tools/benchBundle.mjs';
import { main } from './tools/main.mjs';
import { runHere } from './tools/processes.mjs';

const words = process.argv.slice(2);
const maps = words.filter((word) => word !== 'page');

await main(import.meta, async () => {
  if (words.length === 0 || maps.length > 0) {
    await bundleBench(['map/main.ts', 'map/peer.ts']);
    const bench = [...relaxedSimd, path.join(benchFolder, 'map', 'main.mjs'), ...maps];
    process.exitCode = await runHere(process.execPath, bench);
  }
  if (words.length === 0 || words.includes('page')) await benchMapPage();
});
