import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { inRoot, outputFolder } from './paths.mjs';

/**
 * What a TypeScript module of this repository exports, with all of ours that it imports.
 * @param {string} file seen from the root
 * @returns {Promise<any>}
 */
export async function importBundled(file) {
  const outfile = path.join(outputFolder, 'bundled', `${path.basename(file, '.ts')}.mjs`);
  await esbuild.build({
    entryPoints: [inRoot(file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.optimizer': 'text' },
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}
