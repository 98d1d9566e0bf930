/** Packs what people install without an editor, dist/optimizer-playground-….tgz: the command line, and the core as a library. */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { buildCli } from './buildCli.mjs';
import { buildKernels, kernelFolder } from './buildKernels.mjs';
import { buildLibrary } from './buildLibrary.mjs';
import { copies } from './bundles.mjs';
import { main } from './tools/main.mjs';
import { inRoot } from './tools/paths.mjs';
import { runNpm } from './tools/processes.mjs';
import { scratchFolder } from './tools/scratch.mjs';

/** Of the packed file, with the pages that reports are made of and the clients of Redis and S3. */
const largestSize = 2_000_000;

/** Fields that both packages have. */
const shared = ['name', 'version', 'description', 'license', 'keywords', 'bin'];

/** All that it needs is in its bundles: nothing is installed with it. */
function manifest() {
  const all = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  return {
    ...Object.fromEntries(shared.map((name) => [name, all[name]])),
    engines: { node: all.engines.node },
    exports: { '.': { types: './dist/core/index.d.mts', default: './dist/core/index.mjs' } },
    files: ['dist', 'LICENSE', 'THIRD_PARTY_NOTICES.md'],
  };
}

/**
 * Writes the package as a folder.
 * @param {string} folder
 * @param {{ production: boolean, hasLibrary?: boolean }} options Whether the core is in it, with its types. Default: it is
 */
export async function writePackage(folder, { production, hasLibrary = true }) {
  const dist = path.join(folder, 'dist');
  mkdirSync(path.join(dist, 'data'), { recursive: true });
  await Promise.all([
    buildCli({ production, folder: path.join(dist, 'cli') }),
    hasLibrary && buildLibrary({ production, folder: path.join(dist, 'core') }),
    buildKernels(),
  ]);
  for (const { from, to } of copies) copyFileSync(inRoot(from), path.join(folder, to));
  cpSync(kernelFolder, path.join(dist, 'kernels'), { recursive: true });
  rmSync(path.join(dist, 'kernels', 'sources.sha256'), { force: true });
  for (const file of ['LICENSE', 'THIRD_PARTY_NOTICES.md'])
    copyFileSync(inRoot(file), path.join(folder, file));
  copyFileSync(inRoot('docs/command-line.md'), path.join(folder, 'README.md'));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** Gives the packed file. @param {string} folder that `writePackage` has written @param {string} to a folder */
export async function packFolder(folder, to) {
  await runNpm(['pack', '--pack-destination', to], folder);
  const [file] = readdirSync(to).filter((name) => name.endsWith('.tgz'));
  return path.join(to, file ?? '');
}

await main(import.meta, async () => {
  const folder = scratchFolder();
  await writePackage(folder, { production: true });
  const packed = await packFolder(folder, scratchFolder());
  const file = inRoot('dist', path.basename(packed));
  copyFileSync(packed, file);
  const { size } = statSync(file);
  console.log(`${file}: ${(size / 1000).toFixed(0)} kB`);
  if (size > largestSize) throw new Error(`That is more than the ${largestSize / 1000} kB that are allowed.`);
});
