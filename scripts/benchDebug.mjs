/**
 * Measures how long the debugger takes to stand somewhere with all that an editor shows there, beside running the optimizer
 * again and, where PYTHON has it, beside PyTorch: test/bench/debug/ says what. docs/performance.md has the results.
 */
import path from 'node:path';
import { benchFolder, bundleBench } from './tools/benchBundle.mjs';
import { main } from './tools/main.mjs';
import { runHere } from './tools/processes.mjs';

await main(import.meta, async () => {
  await bundleBench(['debug/main.ts']);
  const bench = path.join(benchFolder, 'debug/main.mjs');
  process.exitCode = await runHere(process.execPath, [bench, ...process.argv.slice(2)]);
});
