/** Writes dist/cli: the program of the command line with its threads, in parts that are loaded with the command that needs them. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { inRoot, root } from './tools/paths.mjs';

/** The program, and what runs in threads of it. */
const entryPoints = {
  main: 'node/cli/main.ts',
  worker: 'node/threads/worker.ts',
  helper: 'node/threads/helperThread.ts',
  csvWorker: 'node/data/csvWorker.ts',
  runThread: 'node/sweep/threads/runThread.ts',
};

/** BullMQ on PostgreSQL, which nothing here asks for, is a quarter of it. @type {esbuild.Plugin} */
const withoutPostgres = {
  name: 'without-postgres',
  setup(build) {
    build.onResolve({ filter: /^\.\/postgres$/ }, ({ resolveDir }) => ({
      path: path.join(resolveDir, 'postgres', 'index.js'),
      sideEffects: false,
    }));
  },
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
    // The client of S3 says on Node.js 20 that later versions of it need another: that is ours to know.
    define: { 'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"' },
    loader: { '.optimizer': 'text' },
    plugins: [withoutPostgres],
    // Asked for where they happen to be installed: colours of a log that nobody reads, and a faster way to read messages.
    external: ['supports-color', 'msgpackr-extract'],
    minify: production,
    sourcemap: !production,
    metafile: true,
    logLevel: 'silent',
  };
}

/** @param {{ production: boolean, folder?: string }} options */
export async function buildCli({ production, folder = inRoot('dist/cli') }) {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await esbuild.build(cliPlan({ production, folder }));
  return metafile;
}
