/**
 * The engine as a peer in a comparison of training libraries: one request a line on stdin, one answer a line on stdout, both
 * JSON. `peer/requests.ts` has the requests, `peer/dataFile.ts` the file that data and first weights come in. With the
 * word `simd` it leaves relaxed SIMD unused; with `threads=2` two threads compute each step, even if that doesn't pay;
 * with `float64` it is the oracle that the engine is held to.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { buildKernels, kernelFolder } from '../../scripts/buildKernels.mjs';
import { inRoot, outputFolder } from '../../scripts/tools/paths.mjs';

await buildKernels();
await esbuild.build({
  entryPoints: { peer: inRoot('test/bench/peer/main.ts'), helper: inRoot('test/bench/peer/helper.ts') },
  outdir: outputFolder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.optimizer': 'text' },
  logLevel: 'warning',
});
const { serveEngine } = await import(pathToFileURL(path.join(outputFolder, 'peer.mjs')).href);
await serveEngine(kernelFolder, process.argv.slice(2));
