/**
 * The engine as a peer in a comparison of training libraries: one request a line on stdin, one answer a line on stdout, both
 * JSON. `peer/requests.ts` has the requests, `peer/dataFile.ts` the file that data and first weights come in. With the
 * word `simd` it leaves relaxed SIMD unused.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { buildKernels, kernelFolder } from '../../scripts/buildKernels.mjs';
import { inRoot, outputFolder } from '../../scripts/tools/paths.mjs';

const outfile = path.join(outputFolder, 'peer.mjs');
await buildKernels();
await esbuild.build({
  entryPoints: [inRoot('test/bench/peer/main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.optimizer': 'text' },
  logLevel: 'warning',
});
const { serve } = await import(pathToFileURL(outfile).href);
await serve(kernelFolder, process.argv.includes('simd'));
