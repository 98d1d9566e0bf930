/** Writes what the command line puts into reports: the pages of the editor, each as one script and one style sheet with its font in it. */
import esbuild from 'esbuild';
import { root } from './tools/paths.mjs';

const kinds = ['race', 'comparison', 'map'];

/** @param {{ production: boolean, folder: string }} options */
export async function buildReports({ production, folder }) {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: kinds.flatMap((kind) => [`webview/report/${kind}.ts`, `webview/report/${kind}.css`]),
    outdir: folder,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    loader: { '.optimizer': 'text', '.ttf': 'dataurl' },
    minify: production,
    // A report is to be small, and has no files beside it.
    sourcemap: false,
    logLevel: 'silent',
  });
}
