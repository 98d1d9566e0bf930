/** Writes dist/cli: the program of the command line, in parts that are loaded with the command that needs them. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { inRoot, root } from './tools/paths.mjs';

/** @param {{ production: boolean, folder?: string }} options */
export async function buildCli({ production, folder = inRoot('dist/cli') }) {
  rmSync(folder, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [{ in: 'node/cli/main.ts', out: 'main' }],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: path.posix.join('parts', '[name]-[hash]'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    loader: { '.optimizer': 'text' },
    minify: production,
    sourcemap: !production,
    logLevel: 'silent',
  });
}
