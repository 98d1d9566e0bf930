/** What the benches of training are bundled to, and run with. */
import path from 'node:path';
import esbuild from 'esbuild';
import { inRoot, outputFolder } from './paths.mjs';

export const benchFolder = path.join(outputFolder, 'bench');

/** Node.js 20 has relaxed SIMD, but only if asked for it. */
export const relaxedSimd = process.version.startsWith('v20.') ? ['--experimental-wasm-relaxed-simd'] : [];

/** @param {readonly string[]} entries Programs in test/bench/. */
export const bundleBench = (entries) =>
  esbuild.build({
    entryPoints: entries.map((file) => inRoot('test/bench', file)),
    outbase: inRoot('test/bench'),
    outdir: benchFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.optimizer': 'text' },
    // The first has a library of its own beside it; the others are no modules all through.
    external: ['webgpu', 'bullmq', 'ioredis'],
    logLevel: 'warning',
  });
