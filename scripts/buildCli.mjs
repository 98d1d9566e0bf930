/** Writes dist/cli: the program of the command line with its threads, in parts that are loaded with the command that needs them, and what its reports are made of. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { buildReports } from './buildReports.mjs';
import { inRoot, root } from './tools/paths.mjs';
import { clientDefines, missingPackages, withoutPostgres } from './tools/queueClients.mjs';

/** The program, and what runs in threads of it. */
const entryPoints = {
  main: 'node/cli/main.ts',
  worker: 'node/threads/worker.ts',
  helper: 'node/threads/helperThread.ts',
  csvWorker: 'node/data/csvWorker.ts',
  runThread: 'node/sweep/threads/runThread.ts',
};

/**
 * What esbuild is to do.
 * @param {{ production: boolean, folder: string }} options
 * @returns {esbuild.BuildOptions & { metafile: true }}
 */
export function cliPlan({ production, folder }) {
  return {
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: path.posix.join('parts', '[name]-[hash]'),
    bundle: true,
    splitting: true,
    format: 'esm',
    // Of packages that are no modules some ask for Node's own by `require`.
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    define: clientDefines,
    loader: { '.optimizer': 'text' },
    plugins: [withoutPostgres],
    external: missingPackages,
    minify: production,
    sourcemap: !production,
    metafile: true,
    logLevel: 'silent',
  };
}

/** @param {{ production: boolean, folder?: string }} options */
export async function buildCli({ production, folder = inRoot('dist/cli') }) {
  rmSync(folder, { recursive: true, force: true });
  const reports = buildReports({ production, folder: path.join(folder, 'report') });
  const { metafile } = await esbuild.build(cliPlan({ production, folder }));
  await reports;
  return metafile;
}
