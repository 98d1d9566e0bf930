/** Runs test/host/ inside a desktop VS Code, which @vscode/test-electron downloads: the same tests as `npm run test:host`. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from './build.mjs';
import { readCounts, reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder, root } from './tools/paths.mjs';
import { testFolders } from './tools/scratch.mjs';

const resultsFile = path.join(outputFolder, 'desktop.json');

async function download() {
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: inRoot('.vscode-host', 'desktop') });
  } catch (error) {
    throw new Error(
      `VS Code could not be downloaded (${error instanceof Error ? error.message : error}). ` +
        'Without access to its update server run `npm run test:host`: the same tests in the VS Code that npm carries.',
    );
  }
}

await main(import.meta, async () => {
  mkdirSync(outputFolder, { recursive: true });
  rmSync(resultsFile, { force: true });
  await build({ tests: true });
  const vscodeExecutablePath = await download();
  const { workspace, dataFolder } = testFolders();
  // A failed test is an error here too; the counts say more.
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: inRoot('dist/test/host/index.js'),
    extensionTestsEnv: { HOST_TEST_RESULTS: resultsFile },
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${dataFolder}`],
  }).catch((error) => console.error(error.message));
  const counts = readCounts(resultsFile) ?? { passed: 0, failed: 1, skipped: 0 };
  reportCounts('desktop', counts);
});
