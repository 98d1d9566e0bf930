/** Measures how fast things are, next to other ways to do the same: test/bench/ says what. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder } from './tools/paths.mjs';
import { binary, run, runHere } from './tools/processes.mjs';

const folder = path.join(outputFolder, 'bench');

/** Node.js 20 has relaxed SIMD, but only if asked for it. */
const relaxedSimd = process.version.startsWith('v20.') ? ['--experimental-wasm-relaxed-simd'] : [];

const bundle = () =>
  esbuild.build({
    entryPoints: ['main.ts', 'peers/tfjs.mjs', 'peers/jaxjs.mjs'].map((file) => inRoot('test/bench', file)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.optimizer': 'text' },
    logLevel: 'warning',
  });

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
    bundle(),
    compilePeak('simd', ['simd']),
    compilePeak('relaxed', ['simd', 'relaxed-simd']),
  ]);
  const bench = [...relaxedSimd, path.join(folder, 'main.mjs'), ...process.argv.slice(2)];
  process.exitCode = await runHere(process.execPath, bench);
});
