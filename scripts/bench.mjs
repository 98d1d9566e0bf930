/** Measures how fast things are, next to other ways to do the same: test/bench/ says what. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bundleBench, benchFolder as folder, relaxedSimd } from './tools/benchBundle.mjs';
import { main } from './tools/main.mjs';
import { binary, run, runHere } from './tools/processes.mjs';

/**
 * The loop that says what the machine can do.
 * @param {string} build
 * @param {readonly string[]} features
 */
const compilePeak = (build, features) =>
  run(process.execPath, [
    binary('assemblyscript', 'asc'),
    'test/bench/peak/multiplyAdd.ts',
    ...['-O3', '--noAssert', '--runtime', 'stub'],
    ...features.flatMap((feature) => ['--enable', feature]),
    ...['--outFile', path.join(folder, `peak-${build}.wasm`)],
  ]);

await main(import.meta, async () => {
  mkdirSync(folder, { recursive: true });
  await Promise.all([
    bundleBench(['main.ts', 'peers/tfjs.mjs', 'peers/jaxjs.mjs']),
    compilePeak('simd', ['simd']),
    compilePeak('relaxed', ['simd', 'relaxed-simd']),
  ]);
  const bench = [...relaxedSimd, path.join(folder, 'main.mjs'), ...process.argv.slice(2)];
  process.exitCode = await runHere(process.execPath, bench);
});
