/** Measures how many runs of a map one core does in a second, next to other ways to do the same: test/bench/map/ says what. */
import path from 'node:path';
import { benchFolder, bundleBench, relaxedSimd } from './tools/benchBundle.mjs';
import { main } from './tools/main.mjs';
import { runHere } from './tools/processes.mjs';

await main(import.meta, async () => {
  await bundleBench(['map/main.ts', 'map/peer.ts']);
  process.exitCode = await runHere(process.execPath, [
    ...relaxedSimd,
    path.join(benchFolder, 'map', 'main.mjs'),
    ...process.argv.slice(2),
  ]);
});
