/** Writes dist/core: the core as one module that runs in Node and in browsers, with its types. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { inRoot, root } from './tools/paths.mjs';
import { binary, run } from './tools/processes.mjs';

/** @param {{ production: boolean, folder?: string }} options */
export async function buildLibrary({ production, folder = inRoot('dist/core') }) {
  rmSync(folder, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['core/index.ts'],
    outfile: path.join(folder, 'index.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    loader: { '.optimizer': 'text' },
    mainFields: ['module', 'main'],
    minify: production,
    sourcemap: !production,
    logLevel: 'silent',
  });
  const options = ['--composite', 'false', '--outDir', folder];
  await run(process.execPath, [binary('typescript', 'tsc'), '--project', 'core/tsconfig.json', ...options]);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.d.ts')) renameDeclarations(path.join(folder, name));
  }
}

/** Declarations of a module are `.d.mts`, and name each other by the `.mjs` that they stand for. @param {string} file */
function renameDeclarations(file) {
  const text = readFileSync(file, 'utf8').replace(/(['"]\.\.?\/[^'"]+)\.ts(['"])/g, '$1.mjs$2');
  rmSync(file);
  writeFileSync(file.replace(/\.d\.ts$/, '.d.mts'), text);
}
