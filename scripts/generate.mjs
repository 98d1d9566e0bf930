/**
 * Writes all that is derived from the code: scripts/generate/derivedFiles.ts says what. Run it after a change, and read
 * what it has changed.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { copies } from './bundles.mjs';
import { optimizerTexts, optimizerTextsFile } from './generate/optimizerTexts.mjs';
import { thirdPartyNotices, thirdPartyNoticesFile } from './generate/thirdPartyNotices.mjs';
import { writeFile, writeFiles } from './generate/writeFiles.mjs';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder, root } from './tools/paths.mjs';

const bundle = path.join(outputFolder, 'generate', 'derivedFiles.mjs');

await main(import.meta, async () => {
  const early = [
    { file: optimizerTextsFile, text: optimizerTexts() },
    { file: thirdPartyNoticesFile, text: await thirdPartyNotices(copies) },
  ].filter(({ file, text }) => writeFile(inRoot(file), text));
  await esbuild.build({
    entryPoints: [inRoot('scripts/generate/derivedFiles.ts')],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.optimizer': 'text' },
    logLevel: 'warning',
  });
  /** @type {{ derivedFiles: (root: string) => Promise<ReadonlyMap<string, string>>, goldenFolder: string }} */
  const { derivedFiles, goldenFolder } = await import(pathToFileURL(bundle).href);
  const changes = [
    ...early.map(({ file }) => `wrote ${file}`),
    ...writeFiles(root, await derivedFiles(root), goldenFolder),
  ];
  console.log(changes.length > 0 ? changes.join('\n') : 'Nothing has changed.');
});
