/** Builds the file that people install: optimizer-playground.vsix. */
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build } from './build.mjs';
import { copies } from './bundles.mjs';
import { thirdPartyNotices, thirdPartyNoticesFile } from './generate/thirdPartyNotices.mjs';
import { main } from './tools/main.mjs';
import { inRoot, root, vsixFile } from './tools/paths.mjs';
import { scratchFolder } from './tools/scratch.mjs';

/** A browser's extension host loads no parts: what it runs is in two files of its own, beside those of Node's. */
const largestSize = 3_110_000;

/**
 * Every file that package.json names: icons, grammars, schemas, the main file.
 * @param {unknown} value
 * @returns {string[]}
 */
function filesNamedIn(value) {
  if (typeof value === 'string') {
    const file = value.replace(/^\.\//, '');
    return file.includes('.') && existsSync(inRoot(file)) && statSync(inRoot(file)).isFile() ? [file] : [];
  }
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(filesNamedIn) : [];
}

/**
 * A file that .vscodeignore leaves out is missed only by those who install the extension, so look here.
 * @param {string} cwd
 */
async function checkThatNothingIsLeftOut(cwd) {
  const { contributes, main, browser, icon } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const packed = new Set(await listFiles({ cwd, packageManager: PackageManager.None }));
  const wanted = [...filesNamedIn([contributes, main, browser, icon]), 'LICENSE', thirdPartyNoticesFile];
  const missing = wanted.filter((file) => !packed.has(file));
  if (missing.length > 0) {
    throw new Error(`The package needs files that .vscodeignore leaves out: ${missing.join(', ')}`);
  }
}

/** Nobody gets a package that leaves out a licence. */
async function checkNotices() {
  const expected = await thirdPartyNotices(copies);
  if (readFileSync(inRoot(thirdPartyNoticesFile), 'utf8') === expected) return;
  throw new Error(`${thirdPartyNoticesFile} is stale: run \`npm run generate\`.`);
}

/**
 * vsce visits every file below its folder before it reads .vscodeignore, and .vscode-host/ alone has tens of
 * thousands: give it a copy without what is hidden or installed.
 */
function copyWithoutTools() {
  const copy = scratchFolder();
  for (const name of readdirSync(root)) {
    if (name === '.vscodeignore' || !(name.startsWith('.') || name === 'node_modules')) {
      cpSync(inRoot(name), path.join(copy, name), { recursive: true });
    }
  }
  return copy;
}

await main(import.meta, async () => {
  await build({ production: true });
  await checkNotices();
  const cwd = copyWithoutTools();
  await checkThatNothingIsLeftOut(cwd);
  await createVSIX({
    cwd,
    packagePath: vsixFile,
    // The bundles carry what they need.
    dependencies: false,
    // Links in the README stay as they are while there is no public repository to point them at.
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = statSync(vsixFile);
  console.log(`${vsixFile}: ${(size / 1000).toFixed(0)} kB`);
  if (size > largestSize) throw new Error(`That is more than the ${largestSize / 1000} kB that are allowed.`);
});
