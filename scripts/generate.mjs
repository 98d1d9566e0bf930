/**
 * Writes all that is derived from the code: scripts/generate/derivedFiles.ts says what. Run it after a change, and read
 * what it has changed.
 */
import { copies } from './bundles.mjs';
import { optimizerTexts, optimizerTextsFile } from './generate/optimizerTexts.mjs';
import { thirdPartyNotices, thirdPartyNoticesFile } from './generate/thirdPartyNotices.mjs';
import { writeFile, writeFiles } from './generate/writeFiles.mjs';
import { importBundled } from './tools/importBundled.mjs';
import { main } from './tools/main.mjs';
import { inRoot, root } from './tools/paths.mjs';

await main(import.meta, async () => {
  const early = [
    { file: optimizerTextsFile, text: optimizerTexts() },
    { file: thirdPartyNoticesFile, text: await thirdPartyNotices(copies) },
  ].filter(({ file, text }) => writeFile(inRoot(file), text));
  /** @type {{ derivedFiles: (root: string) => Promise<ReadonlyMap<string, string>>, goldenFolder: string }} */
  const { derivedFiles, goldenFolder } = await importBundled('scripts/generate/derivedFiles.ts');
  const changes = [
    ...early.map(({ file }) => `wrote ${file}`),
    ...writeFiles(root, await derivedFiles(root), goldenFolder),
  ];
  console.log(changes.length > 0 ? changes.join('\n') : 'Nothing has changed.');
});
