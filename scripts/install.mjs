/** Installs the npm packages of package-lock.json where they are missing. Needs nothing but Node. */
import { existsSync, readFileSync } from 'node:fs';
import { main } from './tools/main.mjs';
import { inRoot } from './tools/paths.mjs';
import { runNpm } from './tools/processes.mjs';
import { step } from './tools/steps.mjs';

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
const packagesIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

/** npm keeps a list of what it installed; packages for other platforms are optional and may be missing there. */
function isInstalled() {
  const wanted = packagesIn(inRoot('package-lock.json'));
  const installed = packagesIn(inRoot('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([folder, { version, optional }]) =>
      folder === '' || optional === true || installed[folder]?.version === version,
  );
}

export async function installPackages() {
  if (isInstalled()) return;
  await step('Installing npm packages', () => runNpm(['ci']));
}

await main(import.meta, installPackages);
