/**
 * Compiles core/engine/cpu/kernels, AssemblyScript, into dist/kernels: simd.wasm for every engine, and relaxed.wasm for
 * those that can multiply and add in one instruction. Does nothing where neither sources nor compiler have changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { main } from './tools/main.mjs';
import { inRoot } from './tools/paths.mjs';
import { binary, run } from './tools/processes.mjs';

export const kernelFolder = inRoot('dist', 'kernels');

const sources = 'core/engine/cpu/kernels';
/** What the sources import from elsewhere. */
const imported = ['core/engine/cpu/rowsOfShares.ts'];
const options = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
  // In pages, as many as there can be: a memory is imported if it can't grow beyond that.
  ...['--sharedMemory', '--maximumMemory', '65536'],
];
const builds = [
  { name: 'simd', features: ['simd', 'threads'] },
  { name: 'relaxed', features: ['simd', 'relaxed-simd', 'threads'] },
];

export async function buildKernels() {
  const stamp = path.join(kernelFolder, 'sources.sha256');
  const hash = hashOfAll();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  mkdirSync(kernelFolder, { recursive: true });
  await Promise.all(
    builds.map(({ name, features }) =>
      run(process.execPath, [
        binary('assemblyscript', 'asc'),
        `${sources}/index.ts`,
        ...options,
        ...features.flatMap((feature) => ['--enable', feature]),
        ...['--outFile', path.join(kernelFolder, `${name}.wasm`)],
      ]),
    ),
  );
  writeFileSync(stamp, hash);
}

/** Of all that decides what comes out. */
function hashOfAll() {
  const hash = createHash('sha256');
  const files = readdirSync(inRoot(sources), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => `${sources}/${name}`);
  for (const file of [
    ...files,
    ...imported,
    'scripts/buildKernels.mjs',
    'node_modules/assemblyscript/package.json',
  ]) {
    hash.update(`${file}\0`).update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

await main(import.meta, buildKernels);
